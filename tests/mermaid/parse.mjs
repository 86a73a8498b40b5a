// Reads diagrams, each a line with a JSON string, and answers each with a line: what Mermaid's own
// parser said of it, or null where it understood it.
//
//     node parse.mjs FOLDER      FOLDER holds node_modules

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { runInThisContext } from "node:vm";

// Mermaid cleans labels with a library that wants a browser. Parsing does not depend on it, so it
// gets as much of one as makes it leave the labels as they are.
globalThis.window = { document: { nodeType: 9, createElement: () => ({}) }, Element: class {} };

const bundle = `${process.argv[2]}/node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js`;
runInThisContext(readFileSync(bundle, "utf8"), { filename: "mermaid.tiny.js" });

for await (const line of createInterface({ input: process.stdin })) {
  let said = null;
  try {
    await globalThis.mermaid.parse(JSON.parse(line));
  } catch (error) {
    said = String(error.message ?? error);
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
