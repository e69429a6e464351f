import { unique } from "./config.js";
import { testSchema, type TestData } from "./kinds/test-schema.js";
import { openAs } from "./open-as.js";
import { judge, type PolicyFile, type SourceFile } from "./source-file.js";
import type { PolicyProblem } from "./types.js";

/** Takes a test file and the list that collects problems; returns it opened with what it says, or null after reporting why it cannot be read. */
export function readTestData(source: PolicyFile, problems: PolicyProblem[]): { file: SourceFile; data: TestData } | null {
  const file = openAs("test", source, problems);
  const data = file && judge(file, testSchema);
  if (!file || !data) return null;
  unique(
    file,
    data.cases.map(({ name }, index) => ({ name, path: ["cases", index, "name"] })),
  );
  return { file, data };
}
