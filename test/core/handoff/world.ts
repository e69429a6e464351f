import { contractHead } from "../../support/contract-head.js";
import { reviewNumber } from "../../../src/core/facts/moment.js";
import type { Membership } from "../../../src/core/facts/known-people.js";
import type { Actor } from "../../../src/core/facts/actor.js";
import type { Known } from "../../../src/core/basics/known.js";
import { loginKey, sameLabel } from "../../../src/core/basics/names.js";
import { accountId } from "../account.js";
import { evaluate, type Evaluation } from "../../../src/core/handoff/evaluate.js";
import type { BodyVersion, BranchState, Evidence } from "../../../src/core/facts/evidence.js";
import { emptyRecord, type ItemRecord } from "../../../src/core/record/record.js";
import { labelChanges } from "../../../src/core/handoff/item-labels.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { Policy } from "../../../src/core/policy/types.js";
import { type IssueRef, type Snapshot } from "../../../src/core/facts/snapshot.js";
import { readTexts } from "../../../src/core/content/item-texts.js";
import { blankSnapshot } from "../blank-snapshot.js";

export const CONFIG = `
version: 1
lifecycle: dpos
initial: discover
enforcement: block
roles:
  pm: { users: [pm, pm2] }
  architect: { users: [ana, ben, pm2] }
  owner: { users: [omar] }
  lead: { users: [lea] }
override: { by: owner, second: lead }
`;

export const CONTRACT = `
${contractHead({ id: "discover-to-decide", name: "Problem brief" })}context:
  - { id: problem, check: section, section: Problem, min_words: 3 }
  - { id: evidence, check: section, section: Evidence, min_words: 3 }
gates:
  - { id: priority, title: Priority confirmed, check: confirmed_by, role: owner, voided_by_edit_of: [Problem] }
trigger:
  acknowledge: { by: architect, count: 1, within: 24h }
`;

export const NEXT_CONTRACT = CONTRACT.replace("id: discover-to-decide", "id: decide-to-build")
  .replace("{ from: discover, to: decide }", "{ from: decide, to: build }")
  .replace("{ from: pm, to: architect }", "{ from: architect, to: pm }")
  .replace("by: architect", "by: pm");

export const GOOD =
  "### Problem\n\nClients rebuild cohorts by hand.\n\n### Evidence\n\nSixty exports were re-imported.\n\n### Notes\n\nnothing yet";
export const BAD = "### Problem\n\nClients rebuild cohorts by hand.\n\n### Evidence\n\nTBD\n";

/** Parses policy files; fails the test when they are wrong. */
export function policyOf(config = CONFIG, ...contracts: string[]): Policy {
  const files = [
    { path: ".github/baton.yml", text: config },
    ...(contracts.length > 0 ? contracts : [CONTRACT, NEXT_CONTRACT]).map((text, index) => ({ path: `contracts/${index}.yml`, text })),
  ];
  const { policy, problems } = parsePolicy(files, { repository: "acme/shop", commit: "c0ffee" });
  if (!policy) throw new Error(JSON.stringify(problems, null, 1));
  return policy;
}

/** Everybody who has an account. */
const PEOPLE = ["pm", "pm2", "ana", "ben", "omar", "lea", "eve", "zoe"];

/** A small GitHub of one issue, for the pure core: people act, Baton looks when told to. */
export class World {
  now = 1_700_000_000_000;
  firstSeen = 0;
  record: ItemRecord = emptyRecord();
  handled: number[] = [];
  last: Evaluation | null = null;
  looks: Evaluation[] = [];
  blockedBy: IssueRef[] = [];
  snapshot: Snapshot;
  /** Accounts by login, where a name has not always been the same account's. */
  readonly accounts = new Map<string, number>(PEOPLE.map((login) => [login, accountId(login)]));
  /** False: GitHub does not tell what changed when. */
  tells = true;
  #ids = 100;
  #policy: Policy;
  #bodies: BodyVersion[];
  #pushes: BranchState[];

  constructor(policy: Policy = policyOf(), body = GOOD, labels: string[] = []) {
    this.#policy = policy;
    const blank = blankSnapshot(body, this.#actor("pm"), this.#second());
    this.snapshot = { ...blank, repository: { ...blank.repository, name: "shop", pushedAt: this.#second() - 60_000 } };
    this.#bodies = [{ at: this.#second(), text: body }];
    this.#pushes = [{ at: this.#second() - 60_000, commit: blank.repository.headSha, files: this.#files() }];
    for (const label of labels) this.label("pm", label);
  }

  get policy(): Policy {
    return this.#policy;
  }

  /** Another policy comes with a push to the default branch. */
  set policy(policy: Policy) {
    this.#policy = policy;
    this.#push();
  }

  /** A forced push: the branch stands at this commit. */
  renameHead(commit: string): void {
    const last = this.#pushes.pop();
    if (last) this.#pushes.push({ ...last, commit });
    this.snapshot.repository.headSha = commit;
  }

  #push(): void {
    const commit = `commit-${this.#pushes.length}`;
    this.#pushes.push({ at: this.#second(), commit, files: this.#files() });
    Object.assign(this.snapshot.repository, { headSha: commit, pushedAt: this.#second() });
  }

  #files(): BranchState["files"] {
    const policy = this.#policy;
    const contracts = policy.contracts.map((contract) => [contract.file, contract.digest]);
    const documents =
      (this.snapshot as Snapshot | undefined)?.documents.map(({ path, oid, content }) => [path, oid ?? JSON.stringify(content)]) ?? [];
    const heldIn = (id: string) => policy.places?.[`roles.${id}`]?.file ?? ".github/baton.yml";
    const inFiles = Object.values(policy.roles).filter(({ id }) => heldIn(id) !== ".github/baton.yml");
    const inConfig = Object.entries(policy.roles).filter(([id]) => heldIn(id) === ".github/baton.yml");
    return Object.fromEntries([
      [".github/baton.yml", JSON.stringify([Object.fromEntries(inConfig), policy.acknowledgement])],
      ...inFiles.map((role) => [heldIn(role.id), JSON.stringify(role)]),
      ...contracts,
      ...documents,
    ]) as BranchState["files"];
  }

  /** What GitHub dates, whole. */
  #evidence(): Evidence {
    // Documents that a test put there or changed were pushed.
    if (JSON.stringify(this.#files()) !== JSON.stringify(this.#pushes.at(-1)?.files)) this.#push();
    const paths = new Set(this.#pushes.flatMap(({ files }) => Object.keys(files)));
    const whole = this.#pushes.map((push) => ({
      ...push,
      files: Object.fromEntries([...paths].map((path) => [path, push.files[path] ?? null])),
    }));
    const known = <T>(value: T): Known<T> => (this.tells ? { known: true, value } : { known: false, reason: "GitHub does not tell" });
    return { body: known([...this.#bodies]), branch: known(whole), organisation: known([]) };
  }

  /** GitHub's clock has seconds. */
  #second(): number {
    return Math.floor(this.now / 1000) * 1000;
  }

  tick(ms = 1000): this {
    this.now += ms;
    return this;
  }

  edit(body: string, by = "pm"): this {
    const { editCount } = this.snapshot.item;
    // The first edit keeps the text that was there before it as well.
    Object.assign(this.snapshot.item, { body, lastEditedAt: this.#second(), editCount: editCount === 0 ? 2 : editCount + 1 });
    this.#bodies.push({ at: this.#second(), text: body, by: this.#actor(by) });
    return this;
  }

  comment(login: string, body: string, type: Actor["type"] = "User"): number {
    const id = (this.#ids += 1);
    this.snapshot.comments.push({
      id,
      nodeId: `C${id}`,
      author: { ...this.#actor(login), type },
      body,
      createdAt: this.#second(),
      lastEditedAt: null,
      isMinimized: false,
      editedByOthers: false,
      url: "",
      ownReactions: [],
    });
    return id;
  }

  /** Submits a review with a text; returns its number among the comments. */
  review(login: string, body: string): number {
    const id = this.comment(login, body);
    const review = this.snapshot.comments.find((candidate) => candidate.id === id);
    if (review) review.id = reviewNumber(id);
    return reviewNumber(id);
  }

  commentOfBaton(body: string): void {
    const id = this.comment("baton", body, "Bot");
    const comment = this.snapshot.comments.find((candidate) => candidate.id === id);
    if (comment?.author) comment.author.isSelf = true;
  }

  /** The account keeps its number, its words and its marks; the name is free. */
  rename(from: string, to: string): void {
    const id = this.#actor(from).id;
    this.accounts.set(to, id);
    this.accounts.delete(from);
    const everybody = [
      this.snapshot.item.author,
      ...this.snapshot.comments.map(({ author }) => author),
      ...this.snapshot.labelEvents.map((event) => event.actor),
    ];
    for (const one of everybody) if (one?.id === id) one.login = to;
  }

  hide(id: number, isMinimized: boolean): void {
    const comment = this.snapshot.comments.find((candidate) => candidate.id === id);
    if (comment) comment.isMinimized = isMinimized;
  }

  #actor(login: string): Actor {
    return { login, id: this.accounts.get(login) ?? accountId(login), type: "User", isSelf: false };
  }

  editComment(id: number, body: string): void {
    const comment = this.snapshot.comments.find((candidate) => candidate.id === id);
    if (comment) Object.assign(comment, { body, lastEditedAt: this.#second() });
  }

  deleteComment(id: number): void {
    this.snapshot.comments = this.snapshot.comments.filter((comment) => comment.id !== id);
  }

  label(login: string | null, name: string): this {
    const labels = this.snapshot.item.labels;
    if (!labels.some((label) => sameLabel(label, name))) labels.push(name);
    this.#event("labeled", login, name);
    return this;
  }

  unlabel(login: string | null, name: string): this {
    this.snapshot.item.labels = this.snapshot.item.labels.filter((label) => !sameLabel(label, name));
    this.#event("unlabeled", login, name);
    return this;
  }

  #event(kind: "labeled" | "unlabeled", login: string | null, label: string): void {
    const who = login === null ? { ...this.#actor("baton"), type: "Bot" as const, isSelf: true } : this.#actor(login);
    this.snapshot.labelEvents.push({ id: `E${(this.#ids += 1)}`, kind, label, actor: who, at: this.#second() });
  }

  /** Baton looks until nothing moves, and its label writes happen. */
  look(): Evaluation {
    for (let round = 0; round < 8; round += 1) {
      const evaluation = this.peek();
      this.last = evaluation;
      this.looks.push(evaluation);
      this.record = evaluation.record;
      this.handled.push(...evaluation.answered);
      if (!evaluation.moved) break;
    }
    this.#writeLabels();
    return this.last as Evaluation;
  }

  /** What Baton would decide, without anything happening. */
  peek(): Evaluation {
    const evidence = this.#evidence();
    const snapshot = {
      ...structuredClone(this.snapshot),
      evidence,
      people: this.#people(),
      blockedBy: { known: true as const, value: this.blockedBy },
    };
    return evaluate({
      snapshot,
      texts: readTexts(snapshot),
      policy: this.policy,
      record: this.record,
      handled: new Set(this.handled),
      now: this.now,
      firstSeen: this.firstSeen,
      code: (material) => `code${material.length}`,
    });
  }

  #writeLabels(): void {
    const verdict = this.last?.verdict;
    if (!verdict || verdict.observe || verdict.closed) return;
    const { add, remove } = labelChanges(this.snapshot.item.labels, this.policy, this.record);
    for (const name of add) this.label(null, name);
    for (const name of remove) this.unlabel(null, name);
  }

  #people(): Snapshot["people"] {
    const logins = new Set(
      [
        ...this.snapshot.comments.map((comment) => comment.author?.login),
        ...this.snapshot.labelEvents.map((event) => event.actor?.login),
      ].filter((login) => login !== undefined),
    );
    const memberships: Record<string, Record<string, Membership>> = {};
    for (const role of Object.values(this.policy.roles)) {
      memberships[role.id] = Object.fromEntries(
        [...logins].map((login) => [
          loginKey(login),
          { is: role.users.some((user) => loginKey(user) === loginKey(login)) ? "member" : "not_member" },
        ]),
      );
    }
    return {
      memberships,
      permissions: Object.fromEntries([...logins, ...PEOPLE].map((login) => [loginKey(login), { known: true, value: "write" }])),
      accounts: Object.fromEntries(
        [...PEOPLE, "nobody-at-all"].map((login) => [login, { known: true, value: this.accounts.get(login) ?? null }]),
      ),
    };
  }

  /** Replies of every look so far, as `kind` or `kind:why`. */
  replies(): string[] {
    return this.looks.flatMap((look) =>
      look.answers.map(({ reply }) => (reply.kind === "refused" ? `refused:${reply.refusal.why}` : reply.kind)),
    );
  }
}
