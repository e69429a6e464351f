// Refuses to publish anything but the tag of its version, without changes. `npm version` makes that tag.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const git = (...words) =>
  execFileSync("git", words, { encoding: "utf8", cwd: new URL("..", import.meta.url) })
    .split("\n")
    .filter(Boolean);

const troubles = [
  ...(git("tag", "--points-at", "HEAD").includes(`v${version}`) ? [] : [`this commit is not tagged v${version}`]),
  ...(git("status", "--porcelain").length > 0 ? ["there are changes that are not committed"] : []),
];
for (const trouble of troubles) process.stderr.write(`Not published: ${trouble}.\n`);
if (troubles.length > 0) process.exitCode = 1;
