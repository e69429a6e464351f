import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Compiles the sources into a folder of their own, for tests that need a real process. Returns the folder. */
export function buildSources(): string {
  const cache = join(ROOT, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const built = mkdtempSync(join(cache, "sources-"));
  writeFileSync(join(built, "package.json"), '{ "type": "module" }');
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [compiler, "-p", ROOT, "--outDir", built, "--sourceMap", "false"], { stdio: "pipe" });
  } catch (error) {
    // Type errors do not stop the compiler from writing; they are another check's business.
    if (!(error instanceof Error && "status" in error)) throw error;
  }
  return built;
}
