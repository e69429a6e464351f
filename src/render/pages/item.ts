import { redGates } from "../../core/judging/judgement.js";
import { stateOf } from "../../core/shown/ball.js";
import { SHOWN_VERSION, type ShownFinding, type ShownGate, type ShownItem } from "../../core/shown/types.js";
import type { Finding } from "../../core/findings/findings.js";
import type { GateResult, ItemVerdict } from "../../core/record/verdict.js";
import { DETAILS, type Detail } from "../detail.js";
import { renderDelegations } from "../delegations.js";
import { describeFinding } from "../findings.js";
import { sortGates, type SortedGates } from "../gates.js";
import { headline } from "../headline.js";
import { inert } from "../inert.js";
import { bounded, person, roleWords, stop } from "../markdown.js";
import { renderNext } from "../next.js";
import { renderNotices } from "../notices.js";
import { policyWords } from "../policy-words.js";
import { renderProblems } from "../problems.js";
import { renderNewestRemark } from "../remarks.js";
import { giverWords } from "../steps.js";
import { lastDay } from "../time.js";
import { sourceUrl, type Source } from "./links.js";

const [FULL] = DETAILS as [Detail];
const MOST_FINDINGS = 50;

/** Where the item and its texts lie on GitHub. */
export interface ItemPlace {
  url: string;
  /** The repository at the commit whose documents were judged. */
  documents: Omit<Source, "file">;
  /** The repository at the commit of the policy. */
  policy: Omit<Source, "file">;
}

/** Takes a verdict and where things lie; returns what the page of the item shows, beside its history. */
export function shownItem(verdict: ItemVerdict, place: ItemPlace): ShownItem {
  const { contract, boundary, timezone } = verdict;
  const notices = [
    renderNewestRemark(verdict, FULL),
    renderNotices(verdict, FULL),
    verdict.closed ? "" : renderDelegations(verdict, FULL),
    renderProblems(verdict.problems, FULL),
  ];
  return {
    version: SHOWN_VERSION,
    headline: headline(verdict),
    rail: railOf(verdict),
    next: renderNext(verdict, FULL),
    notices: notices.filter((notice) => notice !== ""),
    boundary: boundary && { from: policyWords(boundary.from.name), to: policyWords(boundary.to.name) },
    contract: contract && {
      id: contract.id,
      version: contract.version,
      name: policyWords(contract.name),
      url: sourceUrl({ ...place.policy, file: contract.file }),
    },
    gates: verdict.closed ? [] : gatesOf(verdict, place),
    digest: verdict.digest,
    timezone,
  };
}

/** The nearest gate that is not green, and what was found there; null when none stands in the way. */
export function nearestGate(verdict: ItemVerdict): { gate: string; found: string } | null {
  const red = redGates(verdict);
  const gate = red.find(({ supplier, outcome }) => supplier === null && outcome !== "error") ?? red[0];
  if (!gate) return null;
  const [first] = gate.findings;
  return { gate: policyWords(gate.spec.title), found: first ? stop(bounded(describeFinding(first).found, FULL.sentence)) : "" };
}

function railOf(verdict: ItemVerdict): ShownItem["rail"] {
  const here = verdict.stages.findIndex(({ id }) => id === verdict.stage.id);
  return verdict.stages.map((stage, index) => {
    const kind = verdict.receipts.find(({ from }) => from === stage.id)?.kind;
    const passed = kind === "accepted" ? "done" : kind === "overridden" ? "forced" : "ahead";
    const isNext = verdict.handoff !== null && verdict.boundary?.to.id === stage.id;
    return {
      name: policyWords(stage.name),
      is: index === here ? "here" : index < here ? passed : "ahead",
      arrow: isNext ? stateOf(verdict) : null,
    };
  });
}

const SORTS: readonly [keyof SortedGates, ShownGate["is"]][] = [
  ["red", "red"],
  ["waived", "waived"],
  ["warnings", "warning"],
  ["green", "green"],
  ["skipped", "skipped"],
];

function gatesOf(verdict: ItemVerdict, place: ItemPlace): ShownGate[] {
  const sorted = sortGates(verdict.gates);
  return SORTS.flatMap(([sort, is]) => sorted[sort].map((gate) => shownGate(gate, is, verdict, place)));
}

function shownGate(gate: GateResult, is: ShownGate["is"], verdict: ItemVerdict, place: ItemPlace): ShownGate {
  const { spec, waiver } = gate;
  return {
    id: spec.id,
    title: policyWords(spec.title),
    part: spec.part,
    outcome: gate.outcome,
    is,
    findings: gate.findings.slice(0, MOST_FINDINGS).map((finding) => shownFinding(finding, gate, place)),
    who: gate.supplier ? roleWords(gate.supplier) : giverWords(verdict),
    since: gate.since.at === 0 ? null : gate.since.at,
    waiver: waiver && `${person(waiver.by)} lets it pass until ${lastDay(waiver.until, verdict.timezone)}: ${inert(waiver.reason)}`,
    url: sourceUrl({ ...place.policy, file: spec.file ?? verdict.contract?.file ?? "", line: spec.line }),
  };
}

function shownFinding(finding: Finding, gate: GateResult, place: ItemPlace): ShownFinding {
  const { found, needed } = describeFinding(finding);
  const path = finding.path ?? gate.path;
  const where = finding.line === undefined ? "" : `line ${finding.line}`;
  const url = path === null ? place.url : sourceUrl({ ...place.documents, file: path, ...(finding.line && { line: finding.line }) });
  const words = path === null ? where : `${where === "" ? "" : `${where} of `}${inert(path)}`;
  return {
    found: stop(bounded(found, FULL.sentence)),
    needed: needed ? stop(bounded(needed, FULL.sentence)) : null,
    place: words === "" ? null : { words, url },
  };
}
