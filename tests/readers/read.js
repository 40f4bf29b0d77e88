// Checks the test vectors with nothing but the documentation and JavaScript.
//
//     node read.js vectors.json authority.json

"use strict";

const crypto = require("node:crypto");
const fs = require("node:fs");

// What the borders of blocks ask for, as bits: a paragraph asks for what a block does,
// and more. Beside a cell stand line feeds and a tab for each cell.
const ASKED = { inline: 0, atomic: 0, break: 0, block: 1, paragraph: 3, cell: 4 };
const SEPARATORS = ["", "\n", "", "\n\n", ...Array(4).fill("\n{0,2}\t*")];
const VOID = new Set(["br", "col", "hr", "img"]);

function check(condition, what) {
  if (!condition) throw new Error(what);
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

// Open, text and close, well nested; a text with where it starts and ends.
function steps({ spans }, length) {
  const all = [];
  const stack = [];
  let at = 0;
  const textTo = (end) => {
    if (at < end) all.push({ kind: "text", start: at, end });
    at = end;
  };
  const close = () => {
    const span = stack.pop();
    textTo(span.end);
    all.push({ kind: "close", span });
  };
  for (const span of spans) {
    while (stack.length > span.depth) close();
    textTo(span.start);
    stack.push(span);
    all.push({ kind: "open", span });
  }
  while (stack.length > 0) close();
  textTo(length);
  return all;
}

// Canonical HTML: the separators that blocks ask for are taken out.
function html(content, table) {
  const tags = new Map(table.tags.map((tag) => [tag.id, tag]));
  const characters = new Map(table.characters.map((entry) => [entry.id, entry]));
  const askedBy = (span) => {
    const tag = tags.get(span.markup);
    return tag ? ASKED[tag.display] : 0;
  };
  const name = (span) => {
    const tag = tags.get(span.markup);
    return tag.renders_as ?? tag.name;
  };
  const startTag = (span) => {
    const names = new Map(tags.get(span.markup).attributes.map(({ id, name }) => [id, name]));
    const attributes = span.attributes.map(
      ({ id, value }) => ` ${names.get(id)}="${escape(value).replaceAll('"', "&quot;")}"`,
    );
    return `<${name(span)}${attributes.join("")}>`;
  };

  const text = Array.from(content.text);
  const all = steps(content, text.length);
  let [out, asked, afterClose, covered, inPre] = ["", 0, false, false, false];
  all.forEach((step, index) => {
    const startsPre = inPre;
    inPre = false;
    if (step.kind === "open") {
      afterClose = false;
      const entry = characters.get(step.span.markup);
      if (entry) {
        out += entry.reference;
        covered = true;
        asked = 0;
        return;
      }
      out += startTag(step.span);
      covered = name(step.span) === "br";
      asked = covered ? 0 : asked | askedBy(step.span);
      inPre = name(step.span) === "pre";
    } else if (step.kind === "close") {
      afterClose = true;
      covered = false;
      if (tags.has(step.span.markup)) {
        if (!VOID.has(name(step.span))) out += `</${name(step.span)}>`;
        asked |= askedBy(step.span);
      }
    } else if (!covered) {
      let chunk = text.slice(step.start, step.end).join("");
      const before = afterClose ? asked : 0;
      let behind = 0;
      const next = all.findIndex(({ kind }, at) => at > index && kind !== "open");
      if (next >= 0 && all[next].kind === "text") {
        for (const { span } of all.slice(index + 1, next)) behind |= askedBy(span);
      }
      if (behind > 0 && /^[\n\t]*$/.test(chunk)) behind |= before;
      chunk = chunk.replace(new RegExp(`(?:${SEPARATORS[behind]})$`), "");
      if (step.start > 0) chunk = chunk.replace(new RegExp(`^(?:${SEPARATORS[before]})`), "");
      // A parser drops the first line feed in a pre.
      if (startsPre && chunk.startsWith("\n")) out += "\n";
      out += escape(chunk);
      asked = 0;
    }
  });
  return out;
}

function checkVector(vector, table) {
  const content = JSON.parse(vector.json);
  const { text, spans } = content;
  check(JSON.stringify(content) === vector.json, "the same bytes");
  check(text === vector.text, "text");
  const scalars = Array.from(text);
  const utf8 = Buffer.from(text, "utf8");
  check(scalars.length === vector.length, "length");
  check(crypto.createHash("sha256").update(utf8).digest("hex") === vector.digest, "digest");
  check(spans.length === vector.spans.length, "spans");
  vector.spans.forEach((expect, at) => {
    const { start, end } = spans[at];
    check(start === expect.scalars[0] && end === expect.scalars[1], "addresses");
    check(scalars.slice(start, end).join("") === expect.text, "scalars");
    check(text.slice(...expect.utf16) === expect.text, "utf16");
    check(utf8.subarray(...expect.bytes).toString("utf8") === expect.text, "bytes");
  });
  check(html(content, table) === vector.html, html(content, table));
}

const [vectors, table] = process.argv
  .slice(2, 4)
  .map((path) => JSON.parse(fs.readFileSync(path, "utf8")));
for (const vector of vectors) {
  try {
    checkVector(vector, table);
  } catch (error) {
    console.error(`${vector.name}: ${error.message}`);
    process.exit(1);
  }
}
console.log(vectors.length);
