import { readRepository } from "../../app/work/repository.js";
import { rules } from "../../app/judge/rules.js";
import type { Need } from "../../core/checks/define.js";
import type { PolicyRead, Reader, Wanted } from "../../core/ports.js";
import { parsePolicy } from "../../core/policy/parse.js";
import type { Policy } from "../../core/policy/types.js";
import type { Snapshot } from "../../core/facts/snapshot.js";
import { documentNeeds, wantedFacts } from "../../core/handoff/facts-needed.js";
import type { Connection } from "../../github/hub.js";
import { listOpenItems } from "../../github/installations.js";
import { PolicyReadiness } from "../../github/last-good.js";
import { createReader } from "../../github/reader.js";
import { WrongCall } from "../common/call.js";
import type { Progress } from "../common/progress.js";
import { teamRoles } from "./people.js";
import { shownRecord } from "./placed.js";
import { NOTE, type RecordedItem, type Recording } from "./recording.js";

/** A repository on GitHub, ready to be read. */
export interface LiveRepository {
  connection: Connection;
  owner: string;
  name: string;
}

/** The repository's policy in force, as texts, with the reader for its items. */
export interface LivePolicy {
  reader: Reader;
  source: Recording["policy"];
}

/** The App's own acts are known by this name; they decide nothing here. */
const SLUG = "baton";

/** Everything that any contract may ask of an item. */
const ALL_NEEDS: Need[] = [
  { kind: "blocked_by" },
  { kind: "sub_issues" },
  { kind: "issue_type" },
  { kind: "reviews" },
  { kind: "commit_checks" },
  { kind: "issue_fields" },
  { kind: "project_fields" },
];

/** Takes a live repository; returns its policy files and a reader. Throws a WrongCall when it is not there or its rules cannot be read. */
export async function readLivePolicy({ connection, owner, name }: LiveRepository): Promise<LivePolicy> {
  const { client, caches } = connection;
  const repository = { owner, name, nodeId: null };
  const read: PolicyRead | null = await readRepository({ client, caches }, repository);
  if (!read) throw new WrongCall(`GitHub shows this token no repository ${owner}/${name}`);
  const lastGood = { load: async () => null, save: async () => {} };
  const reader = createReader({
    client,
    caches,
    repository,
    slug: SLUG,
    rules,
    lastGood,
    readiness: new PolicyReadiness(),
    pins: null,
    now: Date.now,
  });
  const { own, organisation, problems } = await reader.policyTexts(read);
  const [unread] = problems;
  if (unread) throw new WrongCall(`${unread.file} of ${owner}/${name} cannot be read: ${unread.found}`);
  if (!organisation.known) throw new WrongCall(`The rules of the organisation ${owner} cannot be read: ${organisation.reason}`);
  return { reader, source: { own, organisation: organisation.value } };
}

/** Takes the live repository, its policy, the policies to judge by and how much to read; returns the recording of its open items. */
export async function readItems(
  { connection, owner, name }: LiveRepository,
  { reader, source }: LivePolicy,
  how: { policies: readonly Policy[]; everything: boolean; limit: number; now: number; progress: Progress },
): Promise<Recording> {
  const open = (await listOpenItems(connection.client, { owner, name })).toSorted((a, b) => a.number - b.number);
  const items: RecordedItem[] = [];
  for (const [index, { number }] of open.slice(0, how.limit).entries()) {
    how.progress(`Reading #${number}, ${index + 1} of ${Math.min(open.length, how.limit)} open items`);
    const item = await readItem(reader, number, how);
    if (item) items.push(item);
  }
  how.progress("");
  return {
    format: "baton-recording",
    version: 1,
    note: NOTE,
    repository: `${owner}/${name}`,
    recordedAt: how.now,
    policy: source,
    items,
    leftOut: Math.max(0, open.length - how.limit),
  };
}

async function readItem(
  reader: Reader,
  number: number,
  { policies, everything }: { policies: readonly Policy[]; everything: boolean },
): Promise<RecordedItem | null> {
  const read = await reader.item(number);
  if (!read) return null;
  const snapshot = await reader.complete(read, wantedUnder(policies, read.snapshot, everything));
  const { memberships, permissions } = snapshot.people;
  return { snapshot: { ...snapshot, people: { memberships: {}, permissions, accounts: {} } }, teams: memberships };
}

function wantedUnder(policies: readonly Policy[], snapshot: Snapshot, everything: boolean): Wanted {
  const wanted = policies.map((policy) => wantedFacts(snapshot, policy, shownRecord(policy, snapshot)));
  const roles = teamRoles(policies);
  const teams = Object.keys(roles);
  const logins = [...new Set([...wanted.flatMap((each) => each.roles.map(({ login }) => login)), ...snapshot.item.assignees])];
  return {
    needs: [...wanted.flatMap((each) => each.needs), ...(everything ? ALL_NEEDS : [])],
    needsIn: (documents) => policies.flatMap((policy) => documentNeeds({ ...snapshot, documents }, policy, shownRecord(policy, snapshot))),
    sidecars: wanted.flatMap((each) => each.sidecars ?? []),
    documents: everything ? ["**"] : [...new Set(wanted.flatMap((each) => each.documents))],
    people: {
      roles: logins.map((login) => ({ login, roles: teams })),
      permissions: [...new Set(wanted.flatMap((each) => each.permissions))],
      reviewers: teams,
    },
    policy: { ...blankPolicy(), roles },
    fresh: false,
  };
}

function blankPolicy(): Policy {
  const { policy } = parsePolicy([], { repository: "", commit: "" });
  if (!policy) throw new Error("the default policy must parse");
  return policy;
}
