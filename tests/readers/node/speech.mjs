// Speech as a checker for two assistants takes it.

import ssml from "ssml-check";
import { serve } from "./lines.mjs";

const PLATFORMS = { ssml_alexa: "amazon", ssml_google: "google" };

async function read({ profile, output }) {
  const errors = await ssml.check(output, { platform: PLATFORMS[profile] });
  return errors?.length ? { refused: JSON.stringify(errors) } : {};
}

await serve({ "ssml-check": { read } });
