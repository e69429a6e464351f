import { isRecord } from "../yaml/line.js";
import type { Complaint } from "./complaints.js";
import { AGENTS_FOLDER, CONTRACTS, ROLES, TESTS } from "./paths.js";
import { openFile, type PolicyFile, type SourceFile } from "./source-file.js";
import type { PolicyProblem } from "./types.js";

type Held = "contract" | "role" | "agent" | "test";

const FOLDERS: Readonly<Record<Held, string>> = { contract: CONTRACTS, role: ROLES, agent: AGENTS_FOLDER, test: TESTS };
const PHRASES: Readonly<Record<Held, string>> = { contract: "a contract", role: "a role", agent: "an agent", test: "a test of a contract" };
const KINDS: ReadonlyMap<string, Held> = new Map([
  ["contract", "contract"],
  ["role", "role"],
  ["agent", "agent"],
]);

/**
 * Takes what the files of a folder hold, one of them and the list that collects problems; returns the file opened, or null after reporting that it is no YAML
 * we accept, or that it holds something else: then where it belongs says more than everything that would have to be otherwise here.
 */
export function openAs(held: Held, source: PolicyFile, problems: PolicyProblem[]): SourceFile | null {
  const file = openFile(source, problems);
  const other = file && heldIn(file.data);
  if (!file || !other || other === held) return file;
  file.report(misplaced(file.path, other, held));
  return null;
}

function heldIn(data: unknown): Held | null {
  if (!isRecord(data)) return null;
  if (typeof data["kind"] === "string") return KINDS.get(data["kind"].toLowerCase()) ?? null;
  return Object.hasOwn(data, "contract") && Object.hasOwn(data, "cases") ? "test" : null;
}

function misplaced(path: string, other: Held, held: Held): Complaint {
  const name = path.split("/").at(-1) ?? "";
  const move = `Move it to ${FOLDERS[other]}/${name}`;
  const isMistyped = other !== "test" && held !== "test";
  return {
    path: [other === "test" ? "cases" : "kind"],
    at: "key",
    found: `${PHRASES[other]}, among files that each hold ${PHRASES[held]}`,
    needed: `${FOLDERS[held]}/ for these alone`,
    fix: isMistyped ? `${move}; or if \`kind:\` is mistyped, write \`kind: ${held.charAt(0).toUpperCase()}${held.slice(1)}\`.` : `${move}.`,
    rule: "invalid-value",
  };
}
