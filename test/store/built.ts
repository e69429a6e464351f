import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const DIST = join(ROOT, "dist");

/** The compiled sources, for tests that need a real process: what `npm test` has just built, or else a folder of their own. */
export function buildSources(): string {
  if (isFresh()) return DIST;
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

/** Removes what `buildSources` made for one test; what `npm test` built stays. */
export function removeBuilt(built: string): void {
  if (built !== DIST) rmSync(built, { recursive: true, force: true });
}

/** True when nothing was changed since the last build. */
function isFresh(): boolean {
  try {
    const builtAt = statSync(join(DIST, "cli/main.js")).mtimeMs;
    const sources = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true });
    return sources.every((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs < builtAt);
  } catch {
    return false;
  }
}
