import { mayBeNews } from "../facts/moment.js";
import type { CheckSpec, GateSpec } from "../checks/gate-spec.js";
import { parseAnswers, parseMarkdown } from "../document/parse.js";
import { loginKey } from "../basics/names.js";
import { nestedIn, withNested } from "../checks/nested.js";
import { checkByKind } from "../checks/registry.js";
import type { Need } from "../checks/define.js";
import { parsePartKey } from "../content/content-parts.js";
import { type MarkdownDocument } from "../document/model.js";
import { commandsIn } from "../commands/commands-in.js";
import { acceptedContract } from "./begin.js";
import { receivers, type CommandDefinition } from "./commands/define.js";
import { findCommand } from "./commands/find.js";
import { handoff } from "./commands/handoff.js";
import type { ItemRecord } from "../record/record.js";
import { isEmptyRole } from "../words/rights.js";
import { appliesToLabels } from "../policy/lifecycle.js";
import { artefactNeeds, awaitedArtefacts } from "./artefacts-needed.js";
import { shownStages, stageSourceOf } from "../stages/sources.js";
import type { Contract, Policy } from "../policy/types.js";
import { type Snapshot } from "../facts/snapshot.js";
import { sidecarWish, type SidecarWish } from "../content/sidecars.js";
import { formsFor, readTexts, selectDocuments } from "../content/item-texts.js";

/** So many accounts are looked up at once; who is beyond is unknown. */
const MOST_ACCOUNTS = 20;

/** Checks that look into documents find nothing to look up in the body. */
const NOTHING = parseMarkdown("");

/** What an evaluation needs beyond the item itself, so that it can be read beforehand. */
export interface WantedFacts {
  needs: Need[];
  /** Globs of linked documents to read. */
  documents: string[];
  /** Files of data beside them; left out where none is wanted. */
  sidecars?: SidecarWish[];
  roles: { login: string; roles: string[] }[];
  permissions: string[];
  /** Logins that somebody names in a command. */
  accounts: string[];
  /** Account ids of these people, by login key: at one moment no two accounts have one login. */
  ids: Record<string, number>;
  /** Roles that reviewers may have to hold; who reviewed is known only once the reviews were read. */
  reviewers: string[];
  /** Set where linked pull requests are judged, or may begin the stage. */
  linkedPulls?: true;
}

/** Derives what to read from the contracts in front of the item and the people who acted on it. */
export function wantedFacts(snapshot: Snapshot, policy: Policy, record: ItemRecord): WantedFacts {
  const contracts = contractsAhead(snapshot, policy, record);
  const body = parseAnswers(snapshot.item.body, formsFor(snapshot, policy));
  const people = peopleWanted(snapshot, policy, contracts, record);
  const sidecars = sidecarsWanted(contracts, record);
  return {
    ...(sidecars.length > 0 && { sidecars }),
    needs: [
      ...contracts.flatMap((contract) => needsOf(contract, body, snapshot)),
      ...artefactNeeds(
        awaitedArtefacts(
          contracts.flatMap((one) => gatesOf(one, snapshot)),
          policy,
          record,
        ),
        policy,
      ),
    ],
    documents: documentsWanted(contracts, record),
    ...people,
    accounts: namedAccounts(snapshot, record),
    ids: idsOf([...people.roles.map(({ login }) => login), ...people.permissions], snapshot, record),
    ...(isAboutPulls(contracts, snapshot) || mayBegin(policy, record) ? { linkedPulls: true } : {}),
    reviewers: [...new Set(contracts.flatMap((contract) => gatesOf(contract, snapshot).flatMap((gate) => reviewerRoles(gate.check))))],
  };
}

/** What checks inside documents need, known only once the documents were read. */
export function documentNeeds(snapshot: Snapshot, policy: Policy, record: ItemRecord): Need[] {
  const looking = contractsAhead(snapshot, policy, record).flatMap((contract) =>
    gatesOf(contract, snapshot).flatMap((gate) => inDocuments(gate.check, contract)),
  );
  if (looking.length === 0) return [];
  const texts = readTexts(snapshot, policy);
  return looking.flatMap(({ spec, glob }) =>
    selectDocuments(texts, glob).flatMap((linked) => (linked.readable ? ownNeeds(spec, linked.document, snapshot) : [])),
  );
}

function contractsAhead(snapshot: Snapshot, policy: Policy, record: ItemRecord): Contract[] {
  const stages = new Set([record.stage ?? policy.lifecycle.initial, ...shownStages({ policy, snapshot }).map(({ id }) => id)]);
  return policy.contracts.filter((contract) => stages.has(contract.stage.from));
}

function needsOf(contract: Contract, body: MarkdownDocument, snapshot: Snapshot): Need[] {
  return gatesOf(contract, snapshot).flatMap((gate) => checkNeeds(gate.check, body, snapshot));
}

function gatesOf(contract: Contract, snapshot: Snapshot): GateSpec[] {
  return contract.gates.filter((gate) => gate.when === null || appliesToLabels(gate.when.labels, snapshot.item.labels));
}

function checkNeeds(spec: CheckSpec, body: MarkdownDocument, snapshot: Snapshot): Need[] {
  const looksAway = spec.in === "document" || checkByKind(spec.kind)?.documents !== undefined;
  const text = looksAway ? NOTHING : body;
  return [...ownNeeds(spec, text, snapshot), ...nestedIn(spec).flatMap((nested) => checkNeeds(nested, text, snapshot))];
}

function ownNeeds(spec: CheckSpec, document: MarkdownDocument, snapshot: Snapshot): Need[] {
  return checkByKind(spec.kind)?.needs?.(spec.params, document, snapshot) ?? [];
}

/** The checks with needs that run inside documents, each with the glob of those. `around` is set once inside. */
function inDocuments(spec: CheckSpec, contract: Contract, around?: { glob: string | null }): { spec: CheckSpec; glob: string | null }[] {
  const looks = checkByKind(spec.kind)?.documents;
  const own = contract.sourceOfTruth.document;
  const inside = looks ? { glob: looks(spec.params) ?? own } : (around ?? (spec.in === "document" ? { glob: own } : undefined));
  const here = inside && checkByKind(spec.kind)?.needs ? [{ spec, glob: inside.glob }] : [];
  return [...here, ...nestedIn(spec).flatMap((nested) => inDocuments(nested, contract, inside))];
}

function documentsWanted(contracts: readonly Contract[], record: ItemRecord): string[] {
  const globs = contracts.flatMap((contract) => [
    contract.sourceOfTruth.document,
    ...contract.gates.flatMap((gate) => documentGlobs(gate.check, contract)),
  ]);
  const handedOff = Object.keys(record.handedOff).map((key) => parsePartKey(key)?.path ?? null);
  return [...new Set([...globs, ...handedOff].filter((glob) => glob !== null))];
}

/** What was handed off is read on: it may drift. */
function sidecarsWanted(contracts: readonly Contract[], record: ItemRecord): SidecarWish[] {
  const named = contracts.flatMap(({ sourceOfTruth: { document, sidecar } }) =>
    document !== null && sidecar !== undefined ? [{ document, name: sidecar }] : [],
  );
  const handedOff = Object.keys(record.handedOff).flatMap((key) => sidecarWish(parsePartKey(key)?.path ?? "") ?? []);
  return [...named, ...handedOff];
}

// A contract that looks into documents without saying which means every one the body links.
function documentGlobs(spec: CheckSpec, contract: Contract): string[] {
  const looks = checkByKind(spec.kind)?.documents;
  const own = contract.sourceOfTruth.document ?? "**";
  const globs = looks ? [looks(spec.params) ?? own] : spec.in === "document" ? [own] : [];
  return [...globs, ...nestedIn(spec).flatMap((nested) => documentGlobs(nested, contract))];
}

function peopleWanted(
  snapshot: Snapshot,
  policy: Policy,
  contracts: readonly Contract[],
  record: ItemRecord,
): Pick<WantedFacts, "roles" | "permissions"> {
  const roles = new Map<string, Set<string>>();
  const permissions = new Set<string>();
  const want = (login: string, wanted: readonly (string | null)[]) => {
    const known = roles.get(loginKey(login)) ?? new Set<string>();
    for (const role of wanted) {
      if (role === null || isEmptyRole(policy, role)) permissions.add(loginKey(login));
      if (role !== null) known.add(role);
    }
    roles.set(loginKey(login), known);
  };
  const ahead = { policy, contracts, record };
  for (const { login, command } of commanders(snapshot)) want(login, command.roles(ahead));
  for (const { from } of record.delegations) want(from.login, receivers(ahead));
  const asked = contracts.flatMap((contract) => gatesOf(contract, snapshot).flatMap((gate) => assigneeRoles(gate.check)));
  if (asked.length > 0) for (const login of snapshot.item.assignees) want(login, asked);
  for (const login of stageSourceOf(policy).wishers(snapshot, policy.lifecycle)) want(login, handoff.roles(ahead));
  return { roles: [...roles].map(([login, wanted]) => ({ login, roles: [...wanted] })), permissions: [...permissions] };
}

/** Whom the commands of new comments name. */
function namedAccounts(snapshot: Snapshot, record: ItemRecord): string[] {
  const news = snapshot.comments.filter((comment) => mayBeNews(comment, record.seenComment) && comment.author && !comment.author.isSelf);
  const named = news.flatMap((comment) => commandsIn(comment).flatMap(({ name, args }) => findCommand(name)?.accounts?.(args) ?? []));
  return [...new Set(named.map(loginKey))].slice(0, MOST_ACCOUNTS);
}

function idsOf(logins: readonly string[], { item, comments, labelEvents }: Snapshot, record: ItemRecord): Record<string, number> {
  const remembered = record.delegations.flatMap(({ from }) => (from.id === null ? [] : [[loginKey(from.login), from.id] as const]));
  const actors = [item.author, ...comments.map(({ author }) => author), ...labelEvents.map(({ actor }) => actor)];
  const people = actors.flatMap((actor) => (actor && actor.type !== "Bot" ? [[loginKey(actor.login), actor.id] as const] : []));
  // Whoever has a login now is whom it means.
  const ids = new Map([...remembered, ...people, ...Object.entries(item.assigneeIds ?? {})]);
  return Object.fromEntries(logins.map(loginKey).flatMap((login) => (ids.has(login) ? [[login, ids.get(login) ?? 0]] : [])));
}

function commanders(snapshot: Snapshot): { login: string; command: CommandDefinition }[] {
  return snapshot.comments.flatMap((comment) => {
    const login = comment.author?.login;
    if (!login || comment.author?.isSelf) return [];
    return commandsIn(comment).flatMap(({ name }) => {
      const command = findCommand(name);
      return command ? [{ login, command }] : [];
    });
  });
}

function isAboutPulls(contracts: readonly Contract[], snapshot: Snapshot): boolean {
  return contracts.flatMap((contract) => gatesOf(contract, snapshot)).some((gate) => judgesPulls(gate.check));
}

function judgesPulls(check: CheckSpec): boolean {
  return withNested(check).some(({ kind, params }) => checkByKind(kind)?.item?.(params).includes("linked pull requests"));
}

function mayBegin(policy: Policy, record: ItemRecord): boolean {
  const signal = record.begun ? null : acceptedContract({ policy, record })?.begin?.signal;
  return signal === "linked_pr" || signal === "any";
}

function assigneeRoles(check: CheckSpec): string[] {
  return withNested(check).flatMap(({ kind, params }) => checkByKind(kind)?.assigneeRoles?.(params) ?? []);
}

function reviewerRoles(check: CheckSpec): string[] {
  return withNested(check).flatMap(({ kind, params }) => checkByKind(kind)?.reviewerRoles?.(params) ?? []);
}
