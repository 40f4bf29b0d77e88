// A post as Bluesky's own library takes, counts and shows it.

import { AppBskyFeedPost, RichText } from "@atproto/api";
import { serve } from "./lines.mjs";

function read({ output, facets }) {
  const record = {
    $type: "app.bsky.feed.post",
    text: output,
    facets: facets.map((facet) => ({ $type: "app.bsky.richtext.facet", ...facet })),
    createdAt: "2026-11-29T12:00:00.000Z",
  };
  const result = AppBskyFeedPost.validateRecord(record);
  const text = new RichText({ text: output, facets });
  const counted = { length: text.graphemeLength, bytes: text.length };
  if (!result.success) return { refused: String(result.error), ...counted };
  const pieces = [...text.segments()].map((segment) => ({
    text: segment.text,
    marks: [],
    ...(segment.link && { href: segment.link.uri }),
  }));
  return { pieces, ...counted };
}

await serve({ "@atproto/api": { read } });
