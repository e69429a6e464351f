import { canonicalJson, sha256 } from "../basics/digest.js";
import type { ItemRecord } from "../record/record.js";
import { stopOf } from "../record/stop.js";
import type { Item, PullRequestFacts, RepositoryInfo } from "../facts/snapshot.js";
import { closersKey, itemKey, itemKeys, verdictKey, type ReadKey } from "../facts/read-keys.js";

/** What others may rest on of an item of ours: each key with a hash of what it stands for. */
export type Standing = Record<ReadKey, string>;

/** The part of an item that others may rest on. */
interface Stander {
  repository: Pick<RepositoryInfo, "nodeId" | "owner" | "name">;
  item: Pick<Item, "number" | "state"> & { pullRequest: Pick<PullRequestFacts, "headSha" | "closingIssues"> | null };
}

const HASH_LENGTH = 16;

/** Takes an item as it was judged; returns what others may rest on of it. Only what changes in it wakes them. */
export function standingOf({ repository, item }: Stander, record: ItemRecord): Standing {
  const here = { repositoryId: repository.nodeId, repository: `${repository.owner}/${repository.name}` };
  const head = item.state === "open" ? item.pullRequest?.headSha : undefined;
  const closing = item.pullRequest?.closingIssues ?? [];
  return Object.fromEntries([
    ...itemKeys("stage", here, item.number).map((key) => [key, hash(orTrouble(record, record.stage))]),
    [itemKey("standing", here, item.number), hash(orTrouble(record, towardsPulls(record)))],
    ...(head === undefined ? [] : [[verdictKey(repository.nodeId, head), hash(record.check)]]),
    ...closing.map((issue) => [closersKey(issue.repositoryId, issue.number), ""]),
  ]) as Standing;
}

/** What a pull request says of an issue that it closes. */
function towardsPulls(record: ItemRecord): unknown {
  const gates = Object.entries(record.gates).map(([id, gate]) => [id, gate.outcome]);
  const waived = record.waivers.map(({ gate }) => gate);
  const stop = stopOf(record.handoff);
  const handoff = [record.handoff?.state ?? null, record.handoff?.to ?? null, record.handoff?.contract ?? null];
  const known = [record.stage, ...handoff, gates, waived, ...(stop === null ? [] : [stop])];
  return record.contested === undefined ? known : [...known, record.contested];
}

/** What is remembered of an item that cannot be judged proves nothing. */
function orTrouble({ trouble }: ItemRecord, known: unknown): unknown {
  return trouble === undefined ? known : { known, trouble };
}

function hash(value: unknown): string {
  return sha256(canonicalJson(value)).slice(0, HASH_LENGTH);
}
