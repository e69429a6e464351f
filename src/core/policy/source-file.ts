import type { z } from "zod";
import { step } from "../basics/step.js";
import type { PolicyProblem } from "./types.js";
import type { Complaint } from "./complaints.js";
import { complaints, type KnownKeys } from "./complaints.js";
import type { KeyPath, Positions } from "../yaml/yaml.js";
import { parseYaml } from "../yaml/yaml.js";

/** A file as it was read. */
export interface PolicyFile {
  path: string;
  text: string;
}

/** One policy file with its data, and where to note what is wrong in it. */
export interface SourceFile {
  path: string;
  data: unknown;
  positions: Positions;
  report(complaint: Complaint, severity?: "error" | "warning"): void;
}

/** So many mistakes, and so many warnings, are told of one file: nobody mends more at once. */
const MOST_TOLD = 100;

/** Takes a file and the list that collects problems; returns the file opened, or null when it is no YAML we accept. */
export function openFile(file: PolicyFile, problems: PolicyProblem[]): SourceFile | null {
  step("file", file.path);
  const yaml = parseYaml(file.text);
  if (!yaml.ok) {
    for (const problem of yaml.problems) problems.push({ ...problem, file: file.path, key: "", severity: "error", rule: "syntax" });
    return null;
  }
  const turned = turnedAround(file.text);
  if (turned) {
    problems.push({ ...turned, file: file.path, key: "", severity: "error", rule: "syntax" });
    return null;
  }
  const { data, positions } = yaml;
  const told = { error: 0, warning: 0 };
  const report = ({ path, at, ...words }: Complaint, severity: "error" | "warning" = "error"): void => {
    told[severity] += 1;
    if (told[severity] > MOST_TOLD + 1) return;
    const place = at === "key" ? positions.key(path) : positions.value(path);
    const said = told[severity] > MOST_TOLD ? { ...words, ...REST } : words;
    problems.push({ file: file.path, ...place, key: path.map(String).join("."), ...said, severity });
  };
  return { path: file.path, data, positions, report };
}

const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

/** Marks that show a line in another order than it is read in: whoever reviews a policy must see what it says. Source: Unicode Technical Standard 55. */
function turnedAround(text: string): Pick<PolicyProblem, "line" | "column" | "found" | "needed" | "fix"> | null {
  const at = text.search(TURNING);
  if (at < 0) return null;
  const before = text.slice(0, at).split("\n");
  const code = text.charCodeAt(at).toString(16).toUpperCase();
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    found: `the invisible mark U+${code}, which shows text in another order than it is read in`,
    needed: "text that is shown as it is read",
    fix: "Remove it; text from right to left needs no mark.",
  };
}

const REST = {
  found: `more than the ${MOST_TOLD} that are told of this file`,
  needed: "those mended first",
  fix: "Look again when they are: the rest is told then.",
};

/** Takes a file, a schema, where in the file its data stands and keys known beside the schema's; returns the checked data, or null after reporting why not. */
export function judge<T>(
  file: SourceFile,
  schema: z.ZodType<T>,
  data: unknown = file.data,
  at: KeyPath = [],
  more: KnownKeys = {},
): T | null {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  for (const complaint of complaints(result.error.issues, schema, data, more))
    file.report({ ...complaint, path: [...at, ...complaint.path] });
  return null;
}
