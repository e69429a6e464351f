import { asksForVersions } from "../../core/words/agent-text.js";
import { sidecarPaths } from "../../core/content/sidecars.js";
import type { Need } from "../../core/checks/define.js";
import { afterDocuments, afterPolicy, type MergeOfDocuments, type MergeOfPolicy } from "../../core/pulls/drift-after-merge.js";
import { evaluate, type Evaluation } from "../../core/handoff/evaluate.js";
import type { EvaluationInput } from "../../core/handoff/turn.js";
import type { ItemRecord } from "../../core/record/record.js";
import type { ItemAfterMerge } from "../../core/pulls/items-after-merge.js";
import { lintInherited } from "../../core/lint/inherited.js";
import { lintPolicy } from "../../core/lint/lint.js";
import type { PolicyChange } from "../../core/policy/compare/change.js";
import { comparePolicies } from "../../core/policy/compare/compare.js";
import type { ParsedPolicy, PolicySource } from "../../core/policy/parse.js";
import type { Policy, PolicyProblem } from "../../core/policy/types.js";
import type { EvidenceNeeded } from "../../core/ports.js";
import type { Item, RepositoryInfo, Snapshot } from "../../core/facts/snapshot.js";
import { contentOf } from "../../core/shown/content.js";
import type { ShownContent } from "../../core/shown/types.js";
import { readTexts } from "../../core/content/item-texts.js";
import { vouches } from "../../core/handoff/commands/find.js";
import { documentNeeds, wantedFacts, type WantedFacts } from "../../core/handoff/facts-needed.js";
import { evidenceNeeded } from "../../core/words/look.js";
import type { ArtefactStanding } from "../../core/context/standing.js";
import { artefactsStand, type LookAtArtefacts } from "../../core/context/stands.js";
import { rules } from "./rules.js";
import { oneTimeCode } from "./code.js";

/** What a job may use beside its input. */
export interface Bench {
  /** Makes one-time codes. */
  secret: string;
}

/** An item under a policy, with what is remembered of it. */
interface Under {
  snapshot: Snapshot;
  policy: Policy;
  record: ItemRecord;
}

/** What an evaluation takes, as data. */
export interface EvaluateInput extends Omit<EvaluationInput, "texts" | "handled" | "code"> {
  handled: number[];
}

interface Sources {
  own: PolicySource;
  organisation: PolicySource | null;
}

/**
 * Everything that reads or judges what people wrote, by name: pure functions of data to data, so that they can run in a thread of their own, where
 * they may be stopped. A new one is a line here.
 */
export const JOBS = {
  /** The rules in force: the repository's own files, under its organisation's where there are some. */
  parse: ({ own, organisation }: Sources): ParsedPolicy => rules.parse(own, organisation),
  /** What is wrong or weak in files as they would be. */
  lint: ({ own, organisation }: Sources): PolicyProblem[] =>
    organisation ? lintInherited(own.files, organisation.files, own.repository).problems : lintPolicy(own.files, own.repository),
  compare: ({ before, after }: { before: Policy; after: Policy }): PolicyChange[] => comparePolicies(before, after),
  links: ({ item, repository }: { item: Pick<Item, "body" | "url">; repository: RepositoryInfo }): string[] =>
    rules.linkedPaths(item, repository),
  wanted: ({ snapshot, policy, record }: Under): WantedFacts & { evidence: EvidenceNeeded | null } => {
    const facts = wantedFacts(snapshot, policy, record);
    const linked = facts.documents.length > 0 ? rules.linkedPaths(snapshot.item, snapshot.repository) : [];
    const evidence = evidenceNeeded({ snapshot, policy, record, vouches }, [...linked, ...sidecarPaths(linked, facts.sidecars ?? [])]);
    const versions = asksForVersions({ snapshot, policy, record });
    return { ...facts, evidence: versions ? { branch: null, organisation: null, ...evidence, body: true } : evidence };
  },
  documentNeeds: ({ snapshot, policy, record }: Under): Need[] => documentNeeds(snapshot, policy, record),
  evaluate: ({ handled, ...input }: EvaluateInput, { secret }: Bench): Evaluation & { content: ShownContent } => {
    const texts = readTexts(input.snapshot, input.policy);
    const code = (material: string) => oneTimeCode(secret, material);
    const evaluation = evaluate({ ...input, texts, handled: new Set(handled), code });
    return { ...evaluation, content: contentOf(evaluation.record.parts, texts.byPath) };
  },
  artefacts: (look: LookAtArtefacts): ArtefactStanding[] => artefactsStand(look),
  afterPolicy: (merge: MergeOfPolicy): Looked => afterPolicy(merge),
  afterDocuments: (merge: MergeOfDocuments): Looked => afterDocuments(merge),
} as const;

type Looked = Omit<ItemAfterMerge, "number" | "title">;

export type Jobs = typeof JOBS;
export type JobName = keyof Jobs;

/** Runs a job by its name. Takes its input and what it may use; returns what it returns, throws what it throws. */
export function runJob<J extends JobName>(name: J, input: Parameters<Jobs[J]>[0], bench: Bench): ReturnType<Jobs[J]> {
  const job = JOBS[name] as (input: unknown, bench: Bench) => ReturnType<Jobs[J]>;
  return job(input, bench);
}
