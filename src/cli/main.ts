#!/usr/bin/env node
import { createProgram } from "./program.js";

// Whoever stops reading early, as `head` does, has what they wanted; the exit code stays what it would have been.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

const words = process.argv.slice(2);
try {
  const program = await createProgram(words);
  await program.parseAsync(words, { from: "user" });
} catch (error) {
  process.stderr.write(`baton: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
