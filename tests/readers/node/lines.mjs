// What each script does: a line of JSON in for each case, a line of JSON out.

import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";

/** Returns the version of an installed package. */
export function version(name) {
  const folder = path.dirname(fileURLToPath(import.meta.url));
  const file = path.join(folder, "node_modules", name, "package.json");
  return JSON.parse(fs.readFileSync(file, "utf8")).version.replace(/^v/, "");
}

/** Answers each line by the reader that was asked for; `--version` by its version. */
export async function serve(readers) {
  const [name, option] = process.argv.slice(2);
  const { packageName = name, read } = readers[name];
  if (option === "--version") {
    console.log(version(packageName));
    return;
  }
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await read(JSON.parse(line))));
  }
}
