import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Most tests try what was built: one that is older than its source would be judged in its place. Throws, with what to do. */
export default function setup(): void {
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const old = sources.filter((path) => writtenAt(join(ROOT, "dist", path.replace(/\.ts$/, ".js"))) < writtenAt(join(ROOT, "src", path)));
  if (old.length === 0) return;
  throw new Error(`dist/ is older than src/ (${old[0]}, of ${old.length}): run \`npm run build\` first, or \`npm test\`, which does.`);
}

/** When a file was last written, in epoch milliseconds; 0 when it is not there. */
function writtenAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
