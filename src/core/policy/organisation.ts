import type { PolicyFile } from "./source-file.js";
import { openFile } from "./source-file.js";
import type { PolicyProblem } from "./types.js";

export interface MergedFiles {
  files: PolicyFile[];
  problems: PolicyProblem[];
}

/** Takes a repository's own files (no configuration among them) and its organisation's; returns both together. What the organisation covers stays as the organisation wrote it. */
export function addOwnContracts(own: readonly PolicyFile[], organisation: readonly PolicyFile[]): MergedFiles {
  const problems: PolicyProblem[] = [];
  const inherited = organisation.map((file) => ({ ...file, path: `.github:${file.path}` }));
  const covered = new Set(inherited.map(boundaryOf).filter((boundary) => boundary !== null));
  const added = own.filter((file) => {
    const boundary = boundaryOf(file);
    if (boundary === null || !covered.has(boundary)) return true;
    problems.push(...overlap(file, boundary));
    return false;
  });
  return { files: [...inherited, ...added], problems };
}

function overlap(file: PolicyFile, boundary: string): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  openFile(file, problems)?.report(
    {
      path: ["stage"],
      at: "key",
      found: `a contract for ${boundary}, which the organisation covers`,
      needed: "a boundary the organisation does not cover",
      fix: "Remove this contract; the organisation's stays in force.",
      rule: "inherited-boundary",
    },
    "warning",
  );
  return problems;
}

function boundaryOf(file: PolicyFile): string | null {
  const stage = field(openFile(file, [])?.data, "stage");
  const [from, to] = [field(stage, "from"), field(stage, "to")];
  return typeof from === "string" && typeof to === "string" ? `${from} → ${to}` : null;
}

function field(data: unknown, key: string): unknown {
  return typeof data === "object" && data !== null && Object.hasOwn(data, key) ? (data as Record<string, unknown>)[key] : undefined;
}
