import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import type { Found } from "../../src/core/facts/given.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import { policyKind } from "../../src/core/policy/files.js";
import type { GateResult } from "../../src/core/record/verdict.js";
import { trial } from "../../src/core/trial/trial.js";
import { spellings } from "../../src/core/document/names.js";
import { usualContract } from "../support/usual-contract.js";
import { foundLine, neededLine } from "../../src/render/found.js";

/** A text as somebody wrote it, and what the contract's author expects of it. A line of a file of `real-texts/`. */
export interface RealText {
  id: string;
  about: string;
  /** The check, without its id. */
  contract?: Record<string, unknown>;
  /** What the body is held against in place of the usual policy, by path. */
  files?: Record<string, string>;
  body?: string;
  /** None given: not known. */
  labels?: string[];
  /** A member of the receiving role writes it while the hand-off awaits acknowledgement. */
  comment?: string;
  /** What is typed into the form that `baton form` prints, question by question; true: ticked. */
  answers?: (string | true)[];
  expect: string;
  /** Patterns that what is found and needed must match, and must not. */
  says?: string[];
  silent_on?: string[];
  /** Where the first finding points. */
  line?: number;
}

const REPOSITORY = "acme/data";
const NOW = Date.parse("2026-08-01T12:00:00Z");
const CONFIG =
  "version: 1\nlifecycle: dpos\ninitial: discover\nenforcement: block\nroles:\n  pm: { users: [pm] }\n  architect: { users: [ana] }\n";

/** The texts of a kind; takes the name of its file without its ending. */
export function textsOf(kind: string): RealText[] {
  return parse(readFileSync(new URL(`real-texts/${kind}.yml`, import.meta.url), "utf8")) as RealText[];
}

/** The policy that a check makes with what is usual; throws when it does not parse. */
export function contractOf(check: Record<string, unknown>, files: Record<string, string> = {}) {
  const contract = usualContract({ context: [{ id: "gate", ...check }] });
  const own = Object.entries(files).filter(([path]) => policyKind(path) !== null);
  const texts = { ".github/baton.yml": CONFIG, "contracts/case.yml": stringify(contract), ...Object.fromEntries(own) };
  const { policy, problems } = parsePolicy(
    Object.entries(texts).map(([path, text]) => ({ path, text })),
    { repository: REPOSITORY, commit: "" },
  );
  const [only] = policy?.contracts ?? [];
  if (!policy || !only) throw new Error(JSON.stringify(problems, null, 1));
  return { policy, contract: only };
}

/** Judges a body by a check, as `baton check` does. */
export function judged({ contract: check = {}, files = {}, body = "", labels }: RealText): GateResult {
  const { policy, contract } = contractOf(check, files);
  const lookUp = (path: string): Found => {
    const text = spellings(path).flatMap((each) => files[each] ?? [])[0];
    return text === undefined ? { is: "missing" } : { is: "text", text };
  };
  const given = { subject: "issue" as const, body, ...(labels ? { labels } : {}) };
  const { gates } = trial({ policy, contract, given, now: NOW, lookUp });
  const [gate] = gates;
  if (!gate) throw new Error("the contract has no gate");
  return gate;
}

/** What a gate says is found and needed, a line each. */
export function saidOf(gate: GateResult): string {
  return gate.findings.flatMap((finding) => [foundLine(finding, gate), neededLine(finding), `line ${finding.line ?? "?"}`]).join("\n");
}
