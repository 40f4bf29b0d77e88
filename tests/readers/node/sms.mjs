// A text message as a gateway splits it.

import { split } from "split-sms";
import { serve } from "./lines.mjs";

function read({ output }) {
  const { characterSet, parts, bytes } = split(output);
  const text = parts.map(({ content }) => content).join("");
  const room = characterSet === "GSM" ? 160 : 140;
  // In septets: a message of other letters has the same room, and fewer letters.
  const length = Math.ceil((bytes * 160) / room);
  if (parts.length > 1) return { refused: `${parts.length} parts`, length };
  return { pieces: [{ text, marks: [] }], length };
}

await serve({ "split-sms": { read } });
