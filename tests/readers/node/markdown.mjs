// Programs that make HTML of Markdown.

import * as markdownIt from "markdown-it";
import { marked } from "marked";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { serve } from "./lines.mjs";

const MarkdownIt = markdownIt.default ?? markdownIt.MarkdownIt;
// As a forum has it: HTML as it stands would hide that a tag is live.
const withLinks = new MarkdownIt({ html: true, linkify: true });
const html = (make) => ({ read: ({ output }) => ({ html: make(output) }) });

await serve({
  marked: html((markdown) => marked.parse(markdown)),
  micromark: html((markdown) => micromark(markdown, { allowDangerousHtml: true })),
  "micromark-extension-gfm": html((markdown) =>
    micromark(markdown, {
      allowDangerousHtml: true,
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
    }),
  ),
  "markdown-it": html((markdown) => withLinks.render(markdown)),
});
