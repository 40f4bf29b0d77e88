// Trees and texts of other formats than HTML, as their programs read them.

import { fromGemtext } from "dioscuri";
import { toHtml } from "hast-util-to-html";
import { parse } from "parse5";
import { serve } from "./lines.mjs";

const gemtext = (output) => fromGemtext(output).children;

// Links are lines of their own: what is read between them is the text.
function* piecesOfLines(nodes, marks = []) {
  const MARKS = { heading: "h1", quote: "blockquote", pre: "pre", listItem: "li" };
  for (const { type, value, children = [] } of nodes) {
    if (type === "link") continue;
    const inside = type in MARKS ? [...marks, MARKS[type]] : marks;
    yield* piecesOfLines(children, inside);
    if (value) yield { text: value, marks: inside };
    yield { text: "\n", marks: [] };
  }
}

// The text of the one script of a page, as a search engine takes it out.
function articleBody({ output }) {
  const data = `{"@context": "https://schema.org", "articleBody": ${output}}`;
  const page = parse(`<head><script type="application/ld+json">${data}</script><title>x</title>`);
  const html = page.childNodes.find(({ nodeName }) => nodeName === "html");
  const head = html.childNodes.find(({ nodeName }) => nodeName === "head");
  const [script, ...rest] = head.childNodes;
  if (rest.length !== 1) return { refused: "the script ends early" };
  try {
    const { articleBody } = JSON.parse(script.childNodes[0].value);
    return { pieces: [{ text: articleBody, marks: [] }] };
  } catch (error) {
    return { refused: String(error) };
  }
}

await serve({
  dioscuri: { read: ({ output }) => ({ pieces: [...piecesOfLines(gemtext(output))] }) },
  "dioscuri, links": {
    packageName: "dioscuri",
    read: ({ output }) => ({
      links: gemtext(output)
        .filter(({ type }) => type === "link")
        .map(({ url }) => url),
    }),
  },
  "hast-util-to-html": {
    read: ({ output }) => {
      try {
        return { html: toHtml(JSON.parse(output)) };
      } catch (error) {
        return { refused: String(error) };
      }
    },
  },
  parse5: { read: articleBody },
});
