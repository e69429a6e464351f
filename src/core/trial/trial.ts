import type { Judgement } from "../judging/judgement.js";
import type { Known, Time } from "../basics/known.js";
import { boundTo } from "../words/bound.js";
import { versionsOf } from "../words/versions.js";
import { vouches } from "../handoff/commands/find.js";
import { judge } from "../judging/judge.js";
import { homeOf, linkedDocumentPaths } from "../document/links.js";
import { matchesGlob } from "../basics/glob.js";
import { blankReceipt } from "../handoff/receipts.js";
import { emptyRecord, type ItemRecord } from "../record/record.js";
import { ALWAYS } from "../facts/moment.js";
import { parsePartKey } from "../content/content-parts.js";
import { sidecarPaths } from "../content/sidecars.js";
import { nameKeys } from "../document/written-names.js";
import { problem } from "../checks/results.js";
import type { Contract, Policy } from "../policy/types.js";
import type { LinkedDocument, Snapshot } from "../facts/snapshot.js";
import { agentOf } from "../policy/agents/accounts.js";
import { readTexts, type Texts } from "../content/item-texts.js";
import type { GateResult } from "../record/verdict.js";
import { wantedFacts, type WantedFacts } from "../handoff/facts-needed.js";
import { OFFLINE, type Given } from "../facts/given.js";
import { linksOf, pathsOf, type LookUp } from "./paths.js";
import { bareSnapshot } from "./snapshot.js";

export interface TrialInput {
  policy: Policy;
  contract: Contract;
  given: Given;
  now: Time;
  /** Where the repository's files may be looked up. */
  lookUp?: LookUp;
  /** `main` when left out. */
  defaultBranch?: string;
}

/** An item made up from what is given, ready to be judged by a contract or by variants of it. */
export interface Trial {
  policy: Policy;
  snapshot: Snapshot;
  texts: Texts;
  record: ItemRecord;
  now: Time;
}

/** Takes a contract and what is given of an item; returns the judgement that the App would come to. What is not given is an error. Pure. */
export function trial(input: TrialInput): Judgement {
  return judgeTrial(prepareTrial(input), input.contract);
}

/** Builds the item: what the contract reads of the repository is looked up among what is given. */
export function prepareTrial({ policy, contract, given, now, lookUp, defaultBranch }: TrialInput): Trial {
  const record = { ...emptyRecord(), stage: given.stage ?? contract.stage.from, entered: ALWAYS, ...receipts(given, policy) };
  const paths = pathsOf(given, lookUp ?? null);
  const bare = bareSnapshot(given, policy, now, defaultBranch);
  const wanted = wantedFacts(bare, { ...policy, contracts: [contract] }, { ...record, stage: contract.stage.from });
  const documents = documentsOf(bare, wanted, paths);
  const files = wanted.needs.flatMap((need) => (need.kind === "file" ? [need.path] : []));
  const read = { ...bare, documents, files: Object.fromEntries(files.map((path) => [path, textAt(path, paths)])) };
  const texts = readTexts(read, policy);
  const links = linksOf([...texts.byPath.values()], read, given, paths);
  const snapshot = { ...read, links, stages: { ...unknownStages(links), ...read.stages } };
  const versions = versionsOf(snapshot, null);
  const parts = standing(contract, policy, snapshot, texts, given);
  return { policy, snapshot, texts, record: { ...record, ...byItsAuthor(snapshot, policy), versions, parts }, now };
}

/** Nothing given says who edited a text: that was its author. */
function byItsAuthor({ item }: Snapshot, policy: Policy): Pick<ItemRecord, "agentText"> {
  if (item.author !== null && agentOf(policy, item.author) !== null) return {};
  return { agentText: { edits: item.editCount, editedAt: item.lastEditedAt, touched: false } };
}

/** Judges a prepared item. Where the labels are not known, a gate with a condition on them must be met, or is an error. */
export function judgeTrial({ policy, snapshot, texts, record, now }: Trial, contract: Contract): Judgement {
  const given = { policy, snapshot, texts, record, now, vouches };
  if (!snapshot.unread?.facts.includes("labels")) return judge(contract, given);
  const always = { ...contract, gates: contract.gates.map((gate) => ({ ...gate, when: null })) };
  const judged = judge(always, given);
  const gates = judged.gates.map((gate, index) => conditional(gate, contract.gates[index] ?? gate.spec));
  return { ...judged, contract, gates };
}

function conditional(gate: GateResult, spec: GateResult["spec"]): GateResult {
  if (spec.when === null || gate.outcome === "pass") return { ...gate, spec };
  const doubt = problem({ code: "fact_unread", fact: "labels", reason: OFFLINE });
  return { ...gate, spec, outcome: "error", findings: [doubt, ...gate.findings] };
}

function documentsOf(
  snapshot: Snapshot,
  { documents: globs, sidecars = [] }: Pick<WantedFacts, "documents" | "sidecars">,
  paths: LookUp,
): LinkedDocument[] {
  const linked = linkedDocumentPaths(readTexts(snapshot).body, homeOf(snapshot));
  const wanted = linked.filter((path) => globs.some((glob) => matchesGlob(glob, path)));
  const read = (path: string): LinkedDocument => ({ path, oid: null, missing: paths(path).is === "missing", content: textAt(path, paths) });
  const beside = sidecarPaths(wanted, sidecars).map((path): LinkedDocument => ({ ...read(path), sidecar: true }));
  return [...wanted.map(read), ...beside];
}

function unknownStages(links: Snapshot["links"]): Snapshot["stages"] {
  const items = Object.keys(links).filter((key) => /^[^:]+#\d+$/.test(key));
  return Object.fromEntries(items.map((key) => [key, { known: false, reason: OFFLINE }]));
}

function textAt(path: string, paths: LookUp): Known<string> {
  const found = paths(path);
  if (found.is === "text") return { known: true, value: found.text };
  return { known: false, reason: found.is === "missing" ? "the file does not exist" : found.reason };
}

// Everything has stood since the item began, but what the last edit changed: that is dated by the edit.
function standing(contract: Contract, policy: Policy, snapshot: Snapshot, texts: Texts, given: Given): ItemRecord["parts"] {
  const edited = given.edited_sections?.flatMap(nameKeys);
  const isEdited = (key: string) => {
    const ref = parsePartKey(key);
    if (given.edited_at === undefined || ref === null || ref.path !== null) return false;
    return edited === undefined || ref.section === null || ref.section.some((name) => nameKeys(name).some((one) => edited.includes(one)));
  };
  const stands = boundTo(contract, policy, snapshot, texts).filter(({ key }) => !isEdited(key));
  return Object.fromEntries(stands.map(({ key, digest }) => [key, { digest, since: ALWAYS }]));
}

function receipts({ criteria }: Given, { lifecycle }: Policy): Pick<ItemRecord, "receipts"> | Record<string, never> {
  if (criteria === undefined || criteria.length === 0) return {};
  const [from, to] = lifecycle.stages;
  const blank = blankReceipt({ kind: "accepted", from: from?.id ?? null, to: to?.id ?? "", at: 0 });
  return { receipts: [{ ...blank, criteria: { texts: criteria, total: criteria.length } }] };
}
