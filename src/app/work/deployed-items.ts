import { NOT_TRUSTED, NOT_VISIBLE } from "../../core/facts/elsewhere.js";
import type { Elsewhere } from "../../core/facts/other-repository.js";
import type { RepositoryInfo } from "../../core/facts/snapshot.js";
import type { DeployedItem, ItemKnowledge } from "../../core/deployments/facts.js";
import { elsewhereOf, provenStage } from "../../core/handoff/elsewhere.js";
import { predates } from "../../core/policy/lifecycle.js";
import type { Policy } from "../../core/policy/types.js";
import type { StoredItem } from "../../core/ports.js";
import type { ClosedIssue, RangePull } from "../../github/deployed-range.js";
import { place } from "./run-check.js";
import type { Run } from "./run.js";
import { loadTrusted } from "./trusted.js";

/** Where deployments go, and the policy there. */
export interface Home {
  repository: RepositoryInfo;
  policy: Policy;
}

/** The item in question, as far as GitHub told of it with the pull request. */
type Named = Omit<ClosedIssue, "state" | "stateReason"> & Partial<Pick<ClosedIssue, "state" | "stateReason">>;

const HIDDEN: DeployedItem = {
  repositoryId: "",
  repository: "",
  number: 0,
  reference: null,
  isOld: false,
  isClosed: false,
  knowledge: { is: "unknown", reason: NOT_VISIBLE },
};

/**
 * Takes pull requests; returns the items that they belong to, each once, with what is remembered of it: the issues that they close, and themselves where a
 * contract is made for them. Nothing is said of an item that may not be spoken of here. What was never looked at is put in line.
 */
export async function itemsOfPulls(run: Run, home: Home, pulls: readonly RangePull[]): Promise<DeployedItem[]> {
  const { context } = run;
  const closed = pulls.flatMap(({ closes }) => closes);
  const issues = [...new Map(closed.flatMap((issue) => (issue ? [[issue.nodeId, issue] as const] : []))).values()];
  const elsewhere = await elsewhereIn(run, home, issues);
  const known = await context.store.loadMany([...issues, ...pulls].map(({ nodeId }) => nodeId));
  const storedOf = ({ nodeId }: Named) => known.get(nodeId)?.item ?? null;
  const unseen = issues.filter((issue) => isHere(issue, home) && storedOf(issue) === null);
  const keys = unseen.map(({ number }) => ({ ...place(run.key), kind: "item" as const, number }));
  await context.store.enqueue(keys, context.now());
  // A pull request is an item only where something governs it.
  const own = pulls.filter((pull) => storedOf(pull)?.record.stage != null);
  const items = [...issues, ...own].map((item) => itemOf(item, storedOf(item), home, elsewhere));
  return closed.includes(null) ? [...items, HIDDEN] : items;
}

function isHere({ repositoryId }: Pick<Named, "repositoryId">, { repository }: Home): boolean {
  return repositoryId === repository.nodeId;
}

/** By the repository's name in small letters. */
async function elsewhereIn(
  { context, access }: Run,
  { repository, policy }: Home,
  issues: readonly ClosedIssue[],
): Promise<Map<string, Elsewhere>> {
  const names = [...new Set(issues.filter((issue) => issue.repositoryId !== repository.nodeId).map((issue) => issue.repository))];
  if (names.length === 0) return new Map();
  const pins = await loadTrusted(context, repository, policy);
  const found = await access.reader.repositories(names);
  return new Map(
    [...found].flatMap(([name, other]) => {
      const counts = elsewhereOf(other, repository, policy, pins);
      return counts === null ? [] : [[name, counts] as const];
    }),
  );
}

function itemOf(item: Named, stored: StoredItem | null, home: Home, elsewhere: ReadonlyMap<string, Elsewhere>): DeployedItem {
  const { number, repositoryId, repository } = item;
  const isOld = predates(home.policy, item.createdAt);
  const where = isHere(item, home) ? "here" : (elsewhere.get(repository.toLowerCase())?.counts ?? "hidden");
  if (where === "hidden") return HIDDEN;
  const reference = where === "here" ? `#${number}` : `${repository}#${number}`;
  return {
    repositoryId,
    repository,
    number,
    reference,
    isOld,
    isClosed: item.state === "closed",
    knowledge: knowledgeOf(item, stored, where, home),
  };
}

function knowledgeOf(
  { state, stateReason }: Named,
  stored: StoredItem | null,
  where: "here" | Elsewhere["counts"],
  { policy }: Home,
): ItemKnowledge {
  if (where === "shown") return unknown(NOT_TRUSTED);
  if (!stored) return unknown(where === "here" ? "Baton is looking at it for the first time" : "Baton has not looked at it");
  if (stored.isGone) return unknown("Baton has not found it where it was");
  const { trouble, stage, receipts, contested } = stored.record;
  if (trouble !== undefined) return unknown(where === "here" ? trouble : "it could not be judged");
  const proven = where === "here" ? { known: true as const, value: stage } : provenStage(stored.record, where, policy);
  if (!proven.known) return unknown(proven.reason);
  const isGivenUp = state === "closed" && (stateReason === "not_planned" || stateReason === "duplicate");
  if (isGivenUp && stage !== null) return { is: "given_up", as: stateReason };
  return { is: "known", record: { stage, receipts, ...(contested && { contested }) } };
}

function unknown(reason: string): ItemKnowledge {
  return { is: "unknown", reason };
}
