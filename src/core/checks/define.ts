import type { ArtefactAhead } from "./artefact-ahead.js";
import type { CheckSpec, GateSpec } from "./gate-spec.js";
import type { Void } from "../commands/void.js";
import type { AcceptedCriteria, Promised } from "../facts/accepted-criteria.js";
import type { Outcome } from "../findings/outcome.js";
import type { IsTemplateText } from "../content/template-words.js";
import type { ContentRef } from "../content/content-ref.js";
import type { Sidecar } from "../content/sidecars.js";
import type { LinkedText } from "../content/linked-text.js";
import type { Time } from "../basics/known.js";
import type { Duration } from "../time/types.js";
import type { z } from "zod";
import type { MarkdownDocument } from "../document/model.js";
import type { Finding } from "../findings/findings.js";
import type { Comment, ItemFact, LinkRef, Snapshot } from "../facts/snapshot.js";
import type { Moment } from "../facts/moment.js";
import type { Given } from "../facts/given.js";

/** Facts outside the text that a check wants read beforehand. */
export type Need =
  | { kind: "blocked_by" }
  | { kind: "sub_issues" }
  | { kind: "issue_type" }
  | { kind: "link"; ref: LinkRef }
  | { kind: "reviews" }
  | { kind: "commit_checks" }
  | { kind: "issue_fields" }
  | { kind: "project_fields" }
  /** Accepted stage of another item; `ref.kind` is `issue` or `pr`. */
  | { kind: "stage"; ref: LinkRef }
  /** A file of the repository at its default branch. */
  | { kind: "file"; path: string }
  /** The newest version of an artefact that is published in documents; `texts`: with what they say. */
  | { kind: "artefact"; id: string; glob: string; texts: boolean };

/**
 * Which change of a parameter asks for more: a larger or smaller number, a longer or shorter list (or set), true or false, a shorter
 * duration. `reversed`: nested checks none of which may pass, so that more of them, and looser ones, ask for more. A list: the values from the
 * loosest to the strictest.
 */
export type Stricter = "more" | "less" | "superset" | "subset" | "true" | "false" | "shorter" | "reversed" | readonly string[];

/** A text with the parameters it is judged by: documentation that is run as a test. */
export interface CheckExample {
  /** The parameters as written in YAML, without id and title. */
  params: Record<string, unknown>;
  /** Body that passes. */
  good: string;
  /** Body that does not. */
  bad: string;
  /** What GitHub says of the item, for checks that judge more than the body. */
  facts?: { both?: ExampleFacts; good?: ExampleFacts; bad?: ExampleFacts };
}

/** As a trial takes them. */
export type ExampleFacts = Omit<Partial<Given>, "body">;

/** What is asked of success criteria: as rows of a table, or any way, and what each must say beside its threshold. */
export interface AskedCriteria {
  as: "table" | "any";
  needs: readonly ("by_when" | "baseline")[];
}

/** How an issue form asks for what a check reads. */
export type FormAsk =
  | { as: "text"; preset: string; example: string; criteria?: AskedCriteria }
  | { as: "line" }
  | { as: "choice"; options: string[]; several: boolean }
  | { as: "boxes"; boxes: string[] };

/** Result of one check. A pass may carry findings too (`level: note`), to say what was counted. */
export interface CheckResult {
  outcome: Outcome;
  findings: Finding[];
  /** When a person's act or a foreign event made it green, if it is green for that reason. */
  since?: Moment;
  /** False: `since` is no later than the truth, but something that GitHub does not date may have turned it green after that. */
  proven?: false;
}

export interface CheckContext {
  /** The text the check reads: the body, or the linked document when `in: document`. */
  document: MarkdownDocument;
  /** Front matter of a linked document; null for a body. */
  frontMatter: Record<string, unknown> | null;
  /** Where `document` came from, for findings: null is the body, else the path. */
  path: string | null;
  snapshot: Snapshot;
  gate: GateSpec;
  now: Time;
  /** Why a comment's word about the gate counts for nothing, by the one rule for words; bound to the role and to what is named. Null when it counts, if its writer holds the role. */
  wordVoid(comment: Comment, role: string, refs: readonly ContentRef[]): Void | null;
  /** Outcome of another gate of the same contract (`implied_by`), undefined when there is none. */
  gateOutcome(id: string): Outcome | undefined;
  /** Place of a stage in the lifecycle's order, from 0; -1 when it has no such stage. */
  stageIndex(id: string): number;
  /** Success criteria of the brief that was accepted, as its receipt keeps them; null when no receipt has any. */
  criteria: AcceptedCriteria | null;
  /** True for text that a template of the repository, or the contract's own, puts there for everybody, and for the team's own placeholders. */
  isTemplateText: IsTemplateText;
  /** True for one of the team's own placeholders, which the policy lists. */
  isTeamPlaceholder(text: string): boolean;
  /** Runs a nested check in the same context (or in a linked document's, when the spec says so). */
  run(spec: CheckSpec): CheckResult;
  /** What roles and GitHub say of an artefact; null where no role produces it. */
  artefact(id: string): ArtefactAhead | null;
  /** The linked documents whose path matches the glob, or the contract's own glob when none is given. */
  linkedDocuments(glob: string | null): LinkedText[];
  /** The file of data beside a linked document; null where the contract names none. */
  sidecar(document: string): Sidecar | null;
  /** Runs a nested check with a linked document as its text. */
  runIn(linked: LinkedText, spec: CheckSpec): CheckResult;
}

/** One kind of check: a file of its own, one line in the registry, one test file. */
export interface CheckDefinition<P = unknown> {
  kind: string;
  /** One sentence: passes when ... */
  summary: string;
  /** The parameters as written in YAML, strict, without id, title, level, when, in. */
  params: z.ZodType<P>;
  /** Content checks take `in: body | document`. */
  content: boolean;
  reads(params: P, spec: CheckSpec): ContentRef[];
  needs?(params: P, document: MarkdownDocument, snapshot: Pick<Snapshot, "repository" | "item">): Need[];
  /** Set by a check that looks into linked documents: the glob that selects them, null for the contract's own. */
  documents?(params: P): string | null;
  /** Checks nested in the parameters. */
  nested?(params: P): CheckSpec[];
  /** True when, with these parameters, it reads nothing of the text, though other parameters would. */
  beyondText?(params: P): boolean;
  /** The success criteria it judges in a text, as written, and what each promises, where that is sure: the receipt of the hand-off keeps them. */
  criteria?(params: P, document: MarkdownDocument): { text: string; promised: Promised | null }[];
  /** The artefact that it waits for. */
  artefact?(params: P): string;
  /** How fresh it wants that beyond what roles do; null: no fresher. */
  artefactAge?(params: P): Duration | null;
  /** Roles that an assignee may have to hold: whether they do is read beforehand. */
  assigneeRoles?(params: P): string[];
  /** Roles that a reviewer may have to hold: read for everybody who reviewed. */
  reviewerRoles?(params: P): string[];
  /** What it judges of the item beside the text, of that which GitHub tells with every item. */
  item?(params: P): ItemFact[];
  /** How an issue form asks for it; left out: in a text field for each section it reads. */
  ask?(params: P): FormAsk;
  /** Which way each parameter is stricter; a parameter that is not named has no direction: any change of it may loosen. */
  stricter?: Partial<Record<string, Stricter>>;
  /** What a parameter means that may be left out without a default of its schema's: contracts from before there was such a parameter keep their digests. */
  leftOut?: Partial<Record<string, unknown>>;
  /** Parameters that ask for nothing when they are left out, such as `min_words` or, nested, `each.max_age`; of others that is not assumed. */
  asksNothing?: readonly string[];
  /** Parameter that bounds how many may count: where it is given, counting fewer may let something pass, so only more and less than a bound have a direction. */
  atMost?: string;
  /** Shown on the check's page of the reference, which every kind has. */
  example?: CheckExample;
  /** Role whose members can supply what is missing; null: whoever may edit the item. */
  supplier?(params: P): string | null;
  run(params: P, context: CheckContext): CheckResult;
}

/** Declares a kind of check; keeps the parameter type tied to its schema. */
export function defineCheck<P>(definition: CheckDefinition<P>): CheckDefinition<P> {
  return definition;
}
