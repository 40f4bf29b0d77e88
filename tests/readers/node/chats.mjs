// Messages and cues, as their programs read them.

import { createRequire } from "node:module";
import { serve } from "./lines.mjs";

const require = createRequire(import.meta.url);
const discord = require("discord-markdown-parser");
const { WebVTTParser } = require("webvtt-parser");
const entities = require("webvtt-parser/html-entities.json");

const MARKS = {
  strong: "b",
  em: "i",
  underline: "u",
  strikethrough: "s",
  inlineCode: "code",
  codeBlock: "pre",
  blockQuote: "blockquote",
  heading: "h1",
};

function* piecesOfMessage(nodes, marks = []) {
  for (const { type, name, content = name ?? "\n" } of nodes) {
    const inside = type in MARKS ? [...marks, MARKS[type]] : marks;
    if (Array.isArray(content)) yield* piecesOfMessage(content, inside);
    else yield { text: content, marks: inside };
  }
}

function* piecesOfCue(nodes, marks = []) {
  for (const { type, value, name, children = [] } of nodes) {
    if (type === "text") yield { text: value, marks };
    else yield* piecesOfCue(children, [...marks, name]);
  }
}

function cue({ output }) {
  const file = `WEBVTT\n\n00:00.000 --> 00:01.000\n${output}\n`;
  const { cues, errors } = new WebVTTParser(entities).parse(file, "subtitles");
  if (errors.length > 0) return { refused: errors.map(({ message }) => message).join("; ") };
  if (cues.length !== 1) return { refused: `${cues.length} cues` };
  return { pieces: [...piecesOfCue(cues[0].tree.children)] };
}

await serve({
  "discord-markdown-parser": {
    read: ({ output }) => ({ pieces: [...piecesOfMessage(discord.parse(output, "normal"))] }),
  },
  "webvtt-parser": { read: cue },
});
