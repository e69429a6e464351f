import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { matchesGlob } from "../../core/basics/glob.js";
import { roleSystemsOf, type Produced } from "../../core/policy/roles/role-system.js";
import { judgePublished } from "../../core/trial/published.js";
import type { Policy } from "../../core/policy/types.js";
import { gateBlocks } from "../check/table.js";
import { folderLookUp } from "../common/folder.js";
import type { Paint } from "../common/paint.js";
import { plain, type Output } from "../common/with-store.js";

const MOST_FILES = 2000;
const MOST_SHOWN = 50;

/** What judging documents needs of the world. */
export interface DocumentsWorld {
  output: Output;
  paint: Paint;
  now: number;
}

/** Holds what roles publish in a folder against what makes it usable by others. Returns the exit code: 1 where something is missing or unfit. */
export async function judgeDocuments(policy: Policy, folder: string, { output, paint, now }: DocumentsWorld): Promise<number> {
  const lookUp = folderLookUp(folder);
  const parts: string[] = [];
  let red = false;
  for (const { role, artefact, glob } of publishedBy(policy)) {
    const paths = await matching(folder, glob);
    const head = `${artefact.name} (${role})`;
    if (paths.length === 0) parts.push(`${paint("bold", plain(head))}\nmissing: nothing matches ${plain(glob)}`);
    for (const path of paths.slice(0, MOST_SHOWN)) {
      const judgement = judgePublished({ policy, artefact, path, now, lookUp });
      const there = judgement.gates.length === 0 ? `${plain(path)}: there` : plain(path);
      const blocks = gateBlocks({ file: path, judgement }, paint);
      parts.push([`${paint("bold", plain(head))}\n${there}`, ...blocks].join("\n\n"));
      red ||= !judgement.green;
    }
    red ||= paths.length === 0;
  }
  output.out(parts.length === 0 ? "No role publishes a document.\n" : `${parts.join("\n\n")}\n`);
  return red ? 1 : 0;
}

function publishedBy(policy: Policy): { role: string; artefact: Produced; glob: string }[] {
  return roleSystemsOf(policy).flatMap(({ id, produces }) =>
    produces.flatMap((artefact) => ("document" in artefact.by ? [{ role: id, artefact, glob: artefact.by.document }] : [])),
  );
}

/** Paths below the folder that match, in order. Links are not followed, and nothing outside of the glob's own folder is looked at. */
async function matching(root: string, glob: string): Promise<string[]> {
  const fixed = glob
    .replace(/^\.?\//, "")
    .split("/")
    .slice(0, -1);
  const end = fixed.findIndex((part) => /[*?]/.test(part));
  const start = (end < 0 ? fixed : fixed.slice(0, end)).join("/");
  if (start.split("/").includes("..")) return [];
  const found = await below(root, start, { left: MOST_FILES });
  return found.filter((path) => matchesGlob(glob, path)).toSorted();
}

async function below(root: string, folder: string, budget: { left: number }): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if ((budget.left -= 1) < 0) break;
    if (entry.isDirectory() && entry.name !== ".git" && entry.name !== "node_modules")
      for (const inner of await below(root, path, budget)) found.push(inner);
    else if (entry.isFile()) found.push(path);
  }
  return found;
}
