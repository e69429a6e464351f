import { labelChanges } from "../../../core/handoff/item-labels.js";
import { sameLabel } from "../../../core/basics/names.js";
import { readTexts } from "../../../core/content/item-texts.js";
import { blankItem } from "../../../core/facts/blank-item.js";
import { unreadFacts, type Snapshot } from "../../../core/facts/snapshot.js";
import type { Actor } from "../../../core/facts/actor.js";
import type { BodyVersion } from "../../../core/facts/evidence.js";
import type { Membership } from "../../../core/facts/known-people.js";
import { evaluate, type Evaluation } from "../../../core/handoff/evaluate.js";
import { VERSION, type Entry, type EntryPlace } from "../../../core/ledger/entry.js";
import { CONFIG_PATH } from "../../../core/policy/paths.js";
import type { Policy } from "../../../core/policy/types.js";
import { emptyRecord, type ItemRecord } from "../../../core/record/record.js";
import { HISTORY, repositoryOf } from "./policy.js";
import type { Published } from "./published.js";

/** Who holds which role: the second of each can take over what the first one wrote. */
export const PEOPLE: Readonly<Record<string, readonly [string, string]>> = {
  pm: ["paula", "pia"],
  architect: ["ana", "arno"],
  engineer: ["eli", "esra"],
  qa: ["quinn", "qasim"],
  "release-manager": ["rita", "ravi"],
  "ethics-owner": ["emil", "edda"],
  "portfolio-owner": ["omar", "olga"],
};
const LOGINS = Object.values(PEOPLE).flat();
const COMMIT = HISTORY.commit;
/** A look that moves the item is followed by another, a few times at most. */
const MOST_LOOKS = 8;

/** One issue on a GitHub of its own, on which people act at moments that are told; the App's core looks after each. */
export class HistoryItem {
  readonly number: number;
  readonly entries: Entry[] = [];
  record: ItemRecord = emptyRecord();
  #now: number;
  #snapshot: Snapshot;
  #bodies: BodyVersion[];
  #handled = new Set<number>();
  #ids: number;
  readonly #policy: Policy;
  readonly #published: Published | null;

  constructor(policy: Policy, number: number, at: number, published: Published | null) {
    this.#policy = policy;
    this.#published = published;
    this.number = number;
    this.#now = wholeSecond(at);
    this.#ids = number * 10_000;
    this.#bodies = [{ at: this.#now, text: "" }];
    this.#snapshot = blank(policy, number, actor(PEOPLE["pm"]?.[0] ?? "paula"), this.#now);
  }

  get stage(): string | null {
    return this.record.stage;
  }

  get state(): string {
    return this.record.handoff?.state ?? "resting";
  }

  get body(): string {
    return this.#snapshot.item.body;
  }

  /** Time passes; GitHub's clock has seconds, and never two acts in one. */
  goTo(at: number): void {
    this.#now = Math.max(wholeSecond(at), this.#now + 1000);
  }

  edit(body: string): void {
    const { item } = this.#snapshot;
    if (item.body === body) return;
    Object.assign(item, { body, lastEditedAt: this.#now, editCount: item.editCount === 0 ? 2 : item.editCount + 1 });
    this.#bodies.push({ at: this.#now, text: body });
  }

  comment(login: string, body: string): void {
    this.#snapshot.comments.push(commentBy(login, body, { id: (this.#ids += 1), at: this.#now }));
  }

  assign(login: string): void {
    this.#snapshot.assignedEvents.push({ assignee: login, at: this.#now });
  }

  merge(): void {
    const number = this.number + 1000;
    this.#snapshot.linkedPullRequests = [
      {
        nodeId: `P${number}`,
        repositoryId: this.#snapshot.repository.nodeId,
        repository: this.#policy.source.repository,
        number,
        title: "Cohorts",
        state: "merged",
        isDraft: false,
        headSha: COMMIT,
        createdAt: this.#now,
        url: "",
      },
    ];
  }

  close(): void {
    this.#snapshot.item.state = "closed";
  }

  /** The App looks until nothing moves, and writes its labels. Returns what it answered last. */
  look(): Evaluation["answers"] {
    const answers: Evaluation["answers"][] = [];
    for (let round = 0; round < MOST_LOOKS; round += 1) {
      const looked = this.#evaluate();
      this.record = looked.record;
      for (const key of looked.answered) this.#handled.add(key);
      const place = placeOf(this.#policy, this.#snapshot.item);
      for (const decision of looked.decisions) this.entries.push({ ...place, ...decision, contract: contractOf(decision) });
      answers.push(looked.answers);
      if (!looked.moved) break;
    }
    this.#writeLabels();
    return answers.flat();
  }

  #evaluate(): Evaluation {
    const artefacts = this.#published?.at(this.#now);
    const snapshot = {
      ...structuredClone(this.#snapshot),
      evidence: this.#evidence(),
      people: people(this.#policy),
      ...(artefacts && { artefacts }),
    };
    return evaluate({
      snapshot,
      texts: readTexts(snapshot),
      policy: this.#policy,
      record: this.record,
      handled: this.#handled,
      now: this.#now + 500,
      firstSeen: 0,
      code: (material) => `code-${material.length}`,
    });
  }

  #evidence(): Snapshot["evidence"] {
    const files: Record<string, string> = { [CONFIG_PATH]: "0" };
    for (const { file, digest } of this.#policy.contracts) files[file] = digest;
    const branch = [{ at: 0, commit: COMMIT, files }];
    return { body: { known: true, value: this.#bodies }, branch: { known: true, value: branch }, organisation: { known: true, value: [] } };
  }

  #writeLabels(): void {
    const { item } = this.#snapshot;
    if (item.state === "closed") return;
    const { add, remove } = labelChanges(item.labels, this.#policy, this.record);
    for (const label of add) this.#label("labeled", label);
    for (const label of remove) this.#label("unlabeled", label);
    item.labels = [...item.labels.filter((label) => !remove.some((gone) => sameLabel(gone, label))), ...add];
  }

  #label(kind: "labeled" | "unlabeled", label: string): void {
    const own: Actor = { login: "baton[bot]", id: 1, type: "Bot", isSelf: true };
    this.#snapshot.labelEvents.push({ id: `E${(this.#ids += 1)}`, kind, label, actor: own, at: this.#now });
  }
}

/** Where the ledger is told of an item. */
export function placeOf(policy: Policy, { nodeId, number }: Pick<Snapshot["item"], "nodeId" | "number">): EntryPlace {
  const { repository, commit } = policy.source;
  return { version: VERSION, item: nodeId, repository, number, policyCommit: commit };
}

/** A comment that nobody edited. */
export function commentBy(login: string, body: string, { id, at }: { id: number; at: number }): Snapshot["comments"][number] {
  const untouched = { lastEditedAt: null, isMinimized: false, editedByOthers: false, ownReactions: [] };
  return { id, nodeId: `C${id}`, author: actor(login), body, createdAt: at, url: "", ...untouched };
}

// A receipt's contract is the one that was crossed by.
function contractOf({ data, contract }: Evaluation["decisions"][number]): Entry["contract"] {
  return "receipt" in data ? data.receipt.contract : contract;
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}

function actor(login: string): Actor {
  return { login, id: LOGINS.indexOf(login) + 2, type: "User", isSelf: false };
}

function people(policy: Policy): Snapshot["people"] {
  const memberships: Record<string, Record<string, Membership>> = {};
  for (const role of Object.keys(policy.roles))
    memberships[role] = Object.fromEntries(LOGINS.map((login) => [login, { is: PEOPLE[role]?.includes(login) ? "member" : "not_member" }]));
  const known = (value: "write") => ({ known: true, value }) as const;
  return { memberships, permissions: Object.fromEntries(LOGINS.map((login) => [login, known("write")])), accounts: {} };
}

/** An item on which nothing happened yet. */
export function blank(policy: Policy, number: number, author: Actor, createdAt: number): Snapshot {
  const none = { known: true, value: [] } as const;
  return {
    repository: repositoryOf(policy),
    item: { ...blankItem(), nodeId: `I_${number}`, number, title: `Cohorts ${number}`, author, createdAt },
    comments: [],
    labelEvents: [],
    assignedEvents: [],
    deletedOwnComments: 0,
    linkedPullRequests: [],
    blockedBy: { known: true, value: [...none.value] },
    subIssues: { known: true, value: [...none.value] },
    issueType: { known: true, value: null },
    ...unreadFacts("nothing was asked for"),
    documents: [],
    links: { "docs/runbooks/cohorts.md": { known: true, value: true } },
    people: people(policy),
  };
}
