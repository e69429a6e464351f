import type { ItemKey, Run } from "./run.js";
import type { Known } from "../../core/basics/known.js";
import { overlayOf } from "../../core/pulls/after-merge.js";
import { canonicalJson, sha256 } from "../../core/basics/digest.js";
import type { Posted } from "../../core/publishing/plan.js";
import { looksIntoDocuments } from "../../core/pulls/document-change.js";
import { isPolicyPath } from "../../core/policy/files.js";
import type { Overlay } from "../../core/ports.js";
import type { CheckRun } from "../../core/facts/writes.js";
import { renderDocumentPull, renderNoDocuments } from "../../render/document-pull.js";
import { renderPolicyPull, renderUntouchedPolicy } from "../../render/policy-pull.js";
import { postAnnotated } from "./post-annotated-check.js";
import type { Frozen } from "./breaker.js";
import type { JudgedPull } from "./policy-pull.js";
import { withChangesOf } from "./known-changes.js";
import { itemsUnder, itemsWith, linkedDocuments } from "./pull-items.js";
import { othersOn } from "./run-check.js";
import { unlessFrozen } from "./unless-frozen.js";

interface Bench {
  run: Run<ItemKey>;
  sha: string;
  pull: JudgedPull;
  posted: Posted;
  /** Somebody asked for the results once more. */
  again: boolean;
}

/**
 * Posts what a pull request does to policy and documents, as `baton/contracts` and `baton/documents`, where it does something to them or once did on this
 * very commit. Returns what was posted. Nothing is read or written while all that it rests on stays the same.
 */
export async function postPullChecks(run: Run<ItemKey>, pull: JudgedPull, posted: Posted, again = false): Promise<Posted> {
  const { item } = pull.judged.snapshot;
  if (!item.pullRequest || item.state !== "open" || !run.context.writes.enabled) return {};
  const bench = { run, pull, posted, again, sha: item.pullRequest.headSha };
  const frozen: Frozen[] = [];
  const news = await unlessFrozen<Posted>(frozen, {}, async () => await contracts(bench));
  const more = await documents(bench);
  if (frozen[0]) throw frozen[0];
  return { ...news, ...more };
}

export const CONTRACTS = "baton/contracts";
export const DOCUMENTS = "baton/documents";

async function contracts(bench: Bench): Promise<Posted> {
  const { run, pull, sha } = bench;
  const { policyPull, judged } = pull;
  const where = { headSha: sha, externalId: judged.snapshot.item.nodeId };
  if (!policyPull)
    return (await isOurs(bench, CONTRACTS)) ? await post(bench, CONTRACTS, "nothing", async () => renderUntouchedPolicy(where)) : {};
  const { after, reads: _reads, ...told } = policyPull;
  const others = (await othersOn(run, sha, run.key.number)).flatMap(({ verdict }) =>
    verdict.reason.is === "loosens_policy" ? [verdict.number] : [],
  );
  return await post(bench, CONTRACTS, [told, after?.digest, judged.policy.digest, others], async () => {
    const looked = after ? await itemsUnder(run, judged.policy, after) : { items: [], leftOut: 0, unjudged: [] };
    return renderPolicyPull({ pull: policyPull, ...looked, others }, where);
  });
}

async function documents(bench: Bench): Promise<Posted> {
  const { run, pull, sha } = bench;
  const { policy, snapshot } = pull.judged;
  const where = { headSha: sha, externalId: snapshot.item.nodeId };
  const overlay = await documentsOf(bench);
  if (!overlay)
    return (await isOurs(bench, DOCUMENTS)) ? await post(bench, DOCUMENTS, "nothing", async () => renderNoDocuments(where)) : {};
  const observe = policy.enforcement === "observe";
  const unread = overlay.known ? null : overlay.reason;
  return await post(bench, DOCUMENTS, [policy.digest, snapshot.repository.headSha, unread], async () => {
    if (!overlay.known) return renderDocumentPull({ items: [], leftOut: 0, unjudged: [], unread: overlay.reason, observe }, where);
    const looked = await itemsWith(run, policy, overlay.value);
    const concerns = looked.items.length + looked.unjudged.length + looked.leftOut > 0;
    if (concerns) return renderDocumentPull({ ...looked, unread: null, observe }, where);
    return wasPosted(bench, DOCUMENTS) ? renderNoDocuments(where) : null;
  });
}

/** The files a pull request changes that items may link; null when there are none. */
async function documentsOf({ run, pull }: Bench): Promise<Known<Overlay> | null> {
  const { policy, read: first } = pull.judged;
  if (first.snapshot.item.pullRequest?.baseRef !== first.snapshot.repository.defaultBranch || !looksIntoDocuments(policy)) return null;
  const { snapshot } = await withChangesOf(run.access, first, async () => await linkedDocuments(run));
  const { pullRequest } = snapshot.item;
  if (!pullRequest) return null;
  const overlay = overlayOf(pullRequest);
  return overlay.known && [...overlay.value.paths.keys()].every(isPolicyPath) ? null : overlay;
}

function wasPosted({ posted, sha }: Pick<Bench, "posted" | "sha">, name: string): boolean {
  const before = posted[name];
  return before !== undefined && before.id !== 0 && before.hash.startsWith(`${sha}:`);
}

/** True when the commit's result is there because of this pull request alone: what another one said with the same commit is not ours to take back. */
async function isOurs(bench: Bench, name: string): Promise<boolean> {
  const { context, key } = bench.run;
  const { sha } = bench;
  if (!wasPosted(bench, name)) return false;
  const others = (await context.store.itemsWithHead(key.repositoryId, sha)).filter(({ item }) =>
    wasPosted({ posted: item.posted, sha }, name),
  );
  return others.every(({ key: other }) => other.kind !== "item" || other.number === key.number);
}

// Looking at items costs many reads: it is done once for what it rests on.
async function post(bench: Bench, name: string, restsOn: unknown, make: () => Promise<CheckRun | null>): Promise<Posted> {
  const { run, posted, sha, again } = bench;
  const hash = `${sha}:${sha256(canonicalJson({ restsOn }))}`;
  if (posted[name]?.hash === hash && !again) return {};
  const checkRun = await make();
  if (!checkRun) return { [name]: { id: 0, hash } };
  const id = await postAnnotated(run, checkRun);
  // What the kill switch held back is still to be said.
  return id === null ? {} : { [name]: { id, hash } };
}
