import type { PolicyFile, SourceFile } from "../policy/source-file.js";
import type { LintFinding } from "./rule.js";

/** Takes a file that is not read; returns where a finding about the whole of it stands. */
export function atTop({ path }: Pick<PolicyFile, "path">): Pick<LintFinding, "file" | "path" | "at"> {
  const top = () => ({ line: 1, column: 1 });
  const file: SourceFile = { path, data: null, positions: { key: top, value: top }, report: () => {} };
  return { file, path: [], at: "key" };
}
