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

/** Takes a file and the list that collects problems; returns the file opened, or null when it is no YAML we accept. */
export function openFile(file: PolicyFile, problems: PolicyProblem[]): SourceFile | null {
  step("file", file.path);
  const yaml = parseYaml(file.text);
  if (!yaml.ok) {
    for (const problem of yaml.problems) problems.push({ ...problem, file: file.path, key: "", severity: "error", rule: "syntax" });
    return null;
  }
  const { data, positions } = yaml;
  const report = ({ path, at, ...words }: Complaint, severity: "error" | "warning" = "error"): void => {
    const place = at === "key" ? positions.key(path) : positions.value(path);
    problems.push({ file: file.path, ...place, key: path.map(String).join("."), ...words, severity });
  };
  return { path: file.path, data, positions, report };
}

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
