// A message as a reader of Slack's mrkdwn shows it.

import { NodeType, parse } from "slack-message-parser";
import { serve } from "./lines.mjs";

const MARKS = {
  [NodeType.Bold]: "bold",
  [NodeType.Italic]: "italic",
  [NodeType.Strike]: "strike",
  [NodeType.Code]: "code",
  [NodeType.PreText]: "pre",
  [NodeType.Quote]: "blockquote",
};

// Slack's own three references.
const unescaped = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

// Slack escapes what it gets before readers do.
const received = (text) => text.replace(/^>/gm, "&gt;");

function pieces(node, marks = [], href = undefined) {
  const piece = (text) => ({ text: unescaped(text), marks, ...(href && { href }) });
  switch (node.type) {
    case NodeType.Text:
      return [piece(node.text)];
    case NodeType.Code:
    case NodeType.PreText:
      return [{ ...piece(node.text), marks: [...marks, MARKS[node.type]] }];
    case NodeType.URL: {
      const url = unescaped(node.url);
      const label = node.label ?? [{ type: NodeType.Text, text: node.url }];
      return label.flatMap((child) => pieces(child, marks, url));
    }
    case NodeType.Emoji:
      return [piece(node.source)];
    case NodeType.Root:
      return node.children.flatMap((child) => pieces(child, marks, href));
    default: {
      const mark = MARKS[node.type];
      if (!mark) return [{ text: node.source, marks: ["command"] }];
      return node.children.flatMap((child) => pieces(child, [...marks, mark], href));
    }
  }
}

const read = ({ output }) => ({ pieces: pieces(parse(received(output))) });

await serve({ "slack-message-parser": { read } });
