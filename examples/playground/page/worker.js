// The library in a thread of its own: a large paste does not stop the page.
let playground;

const load = async (text) => {
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const module_or_path = await new Response(unpacked).arrayBuffer();
  await wasm_bindgen({ module_or_path });
  playground = new wasm_bindgen.Playground();
  return wasm_bindgen.Playground.profiles();
};

self.onmessage = async ({ data: { id, module, request } }) => {
  try {
    const answer = module ? await load(module) : playground.answer(request);
    postMessage({ id, answer });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
};
