// A feed as a program for Node.js reads it.

import Parser from "rss-parser";
import { serve } from "./lines.mjs";

const escape = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const MEMBERS = {
  rss: (output) => [`<content:encoded><![CDATA[${output}]]></content:encoded>`, "content:encoded"],
  rss_title: (output) => [`<title>${escape(output)}</title>`, "title"],
  rss_description: (output) => [`<description>${escape(output)}</description>`, "content"],
  podcast: (output) => [`<description><![CDATA[${output}]]></description>`, "content"],
};

async function read({ profile, output }) {
  if (!output) return { html: "" };
  const [element, member] = MEMBERS[profile](output);
  const feed = await new Parser().parseString(
    `<?xml version="1.0"?><rss version="2.0" ` +
      `xmlns:content="http://purl.org/rss/1.0/modules/content/">` +
      `<channel><title>t</title><item>${element}</item></channel></rss>`,
  );
  const text = feed.items[0][member] ?? "";
  // Titles are text, all else is shown as HTML.
  return profile === "rss_title" ? { pieces: [{ text, marks: [] }] } : { html: text };
}

await serve({ "rss-parser": { read } });
