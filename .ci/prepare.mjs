// Builds dist/ after an install. An install without the development packages has no compiler and keeps the dist/ it came with.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const compiler = find("typescript/package.json");
if (compiler === null) {
  process.stdout.write("No TypeScript here (an install without development packages): dist/ stays as it is.\n");
} else {
  process.exitCode = spawnSync(process.execPath, [join(dirname(compiler), "bin", "tsc"), "-p", "."], { stdio: "inherit" }).status ?? 1;
}

function find(module) {
  try {
    return createRequire(import.meta.url).resolve(module);
  } catch {
    return null;
  }
}
