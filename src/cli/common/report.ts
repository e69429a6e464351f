import type { Origin } from "../../core/policy/organisation/origins.js";

/** What a command found, in the shape that every output format is made from. */
export interface Report {
  /** The command: `baton lint`. */
  tool: string;
  results: ReportResult[];
  /** Last line of the text: what it comes to, in words. */
  summary: string;
  /** Where each part of a policy is written, for commands that read one. */
  origins?: readonly Origin[];
  /** What a change does to each gate, for commands that compare two policies. */
  gates?: readonly object[];
}

/** One thing that was looked at. */
export interface ReportResult {
  /** A file, an item or a test: results are shown together by it. */
  group: string;
  /** Name for scripts, where it has one: a gate's id, a rule's. */
  id?: string;
  /** What was judged, in words: a gate's title, a rule's id. */
  name: string;
  outcome: "pass" | "fail" | "error" | "warning" | "skipped";
  /** Where, when it is somewhere. Line and column from 1. */
  file: string | null;
  line: number | null;
  column: number | null;
  /** What was found; empty for a pass that says nothing. */
  found: string;
  /** What is needed. */
  needed: string | null;
  /** Who can supply it, or how to mend it. */
  help: string | null;
  /** Whose file it stands in, where an organisation's could be among them. */
  from?: Origin["from"];
  /** Where a rule is explained, from the root of the package. */
  link?: string;
}

export const FORMATS = ["text", "json", "junit", "github"] as const;
export type Format = (typeof FORMATS)[number];

/** True when something in the report must make the command fail. */
export function isRed(report: Report): boolean {
  return report.results.some(({ outcome }) => outcome === "fail" || outcome === "error");
}
