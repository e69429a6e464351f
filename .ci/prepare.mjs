// Builds dist/ after an install, and anew (`--anew`) before packing. Without sources (the package) or without a compiler (an install without
// development packages) dist/ stays as it came.
import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = existsSync(join(root, "src")) ? find("typescript/package.json") : null;
if (compiler === null) {
  // Not on standard output: that belongs to the command this runs in, such as `npm pack --json`.
  process.stderr.write("No sources or no TypeScript here (a package, or an install without development packages): dist/ stays as it is.\n");
} else {
  // What was compiled of files that are gone would be packed, too.
  if (process.argv.includes("--anew")) rmSync(join(root, "dist"), { recursive: true, force: true });
  process.exitCode = spawnSync(process.execPath, [join(dirname(compiler), "bin", "tsc"), "-p", root], { stdio: "inherit" }).status ?? 1;
}

function find(module) {
  try {
    return createRequire(import.meta.url).resolve(module);
  } catch {
    return null;
  }
}
