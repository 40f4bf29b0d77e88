// Programs that make links of URLs in plain text, and count posts.

import { LinkifyIt } from "linkify-it";
import * as mfm from "mfm-js";
import twitter from "twitter-text";
import { serve } from "./lines.mjs";

// As chats do, of bare hosts too.
const linkifier = new LinkifyIt({ fuzzyLink: true });

// A server of Mastodon counts 23 for each URL with a scheme, and graphemes else.
function lengthOfPost(text) {
  const urls = twitter.extractUrlsWithIndices(text, { extractUrlsWithoutProtocol: false });
  let [rest, at] = ["", 0];
  for (const { indices } of urls) {
    rest += text.slice(at, indices[0]) + "x".repeat(23);
    at = indices[1];
  }
  rest += text.slice(at);
  return [...new Intl.Segmenter().segment(rest)].length;
}

// One for each character, and 23 for each URL, with a scheme or not.
const WEIGHTS = {
  version: 3,
  maxWeightedTweetLength: 500,
  scale: 100,
  defaultWeight: 100,
  emojiParsingEnabled: false,
  transformedURLLength: 23,
  ranges: [],
};

function urlsOf(nodes) {
  return nodes.flatMap(({ type, props, children = [] }) =>
    type === "url" || type === "link" ? [props.url] : urlsOf(children),
  );
}

await serve({
  "twitter-text": {
    // X makes links of bare hosts, too.
    read: ({ profile, output }) => ({
      links: twitter
        .extractUrlsWithIndices(output, { extractUrlsWithoutProtocol: profile === "x" })
        .map(({ url }) => url),
      length: profile === "x" ? twitter.parseTweet(output).weightedLength : lengthOfPost(output),
      parsed: twitter.parseTweet(output, WEIGHTS).weightedLength,
    }),
  },
  "linkify-it": {
    // Mastodon makes no links of bare hosts.
    read: ({ profile, output }) => ({
      links: (linkifier.match(output) ?? [])
        .filter(({ schema }) => (profile !== "mastodon" && !schema) || /^https?:$/i.test(schema))
        .map(({ raw }) => raw),
    }),
  },
  "mfm-js": { read: ({ output }) => ({ links: urlsOf(mfm.parse(output)) }) },
});
