import type { GateSpec } from "../../src/core/checks/gate-spec.js";
import type { Receipt } from "../../src/core/record/receipt.js";
import type { Awaiting, Blocked, Handoff, Held, Rejected } from "../../src/core/record/state.js";
import { person } from "../core/account.js";
import type { Contract, Role, Stage } from "../../src/core/policy/types.js";
import type { GateResult, ItemVerdict, PullRequestVerdict } from "../../src/core/record/verdict.js";
import { ALWAYS } from "../../src/core/facts/moment.js";

const PM: Role = { id: "pm", users: [], teams: ["acme/data-pm"] };
export const ARCHITECT: Role = { id: "architect", users: ["ana"], teams: ["acme/architects"] };
const OWNER: Role = { id: "portfolio-owner", users: ["omar"], teams: [] };
export const DUE = Date.UTC(2026, 11, 1, 14, 0);
export const STAGES: Stage[] = ["Discover", "Decide", "Build", "Test"].map((name) => ({
  id: name.toLowerCase(),
  name,
  label: `stage: ${name.toLowerCase()}`,
  question: `What about ${name}?`,
  output: "",
}));

export const stage = (i: number): Stage => STAGES[i] as Stage;

function spec(id: string, title: string, over: Partial<GateSpec> = {}): GateSpec {
  return { id, title, part: "context", level: "block", when: null, check: { kind: "section", in: "body", params: {} }, line: 1, ...over };
}

export function gate(id: string, title: string, over: Partial<GateResult> = {}): GateResult {
  return {
    spec: spec(id, title),
    outcome: "pass",
    findings: [],
    path: null,
    supplier: null,
    since: ALWAYS,
    digest: "",
    waiver: null,
    applies: true,
    ...over,
  };
}

export const RED: GateResult[] = [
  gate("priority", "Priority confirmed by portfolio owner", {
    outcome: "pending",
    supplier: OWNER,
    findings: [{ code: "confirmation_missing", gate: "priority", role: "portfolio-owner", severity: "problem" }],
  }),
  gate("evidence", "At least 3 customer data points", {
    outcome: "fail",
    findings: [
      {
        code: "items_too_few",
        counted: 2,
        total: 3,
        min: 3,
        of: "list item",
        types: ["quote"],
        severity: "problem",
        line: 9,
        section: "Evidence",
      },
      {
        code: "item_not_counted",
        text: "Everyone in sales agrees",
        why: { is: "unattributed" },
        severity: "problem",
        line: 12,
        section: "Evidence",
      },
    ],
  }),
  gate("rationale", "Business rationale", {
    outcome: "fail",
    findings: [{ code: "section_placeholder", heading: "Business rationale", text: "TBD", severity: "problem", line: 15 }],
  }),
  gate("ethics", "Ethical considerations documented", {
    findings: [{ code: "section_filled", heading: "Ethical considerations", words: 25, severity: "note", line: 30 }],
  }),
];
export const GREEN: GateResult[] = RED.map((one) => ({ ...one, outcome: "pass", findings: [] }));

export function contract(over: Partial<Contract> = {}): Contract {
  return {
    id: "discover-to-decide",
    name: "Problem brief hand-off",
    version: "1.0.0",
    file: "contracts/discover-to-decide.yml",
    stage: { from: "discover", to: "decide" },
    role: { from: "pm", to: "architect" },
    appliesTo: { subject: "issue", labels: { any: [], all: [], none: [] } },
    owner: "pm",
    sourceOfTruth: { body: true, document: null },
    gates: [],
    acknowledge: { by: "architect", count: 1, within: { text: "24h", ms: 86_400_000 } },
    begin: null,
    notes: ["Give the architect enough context to disagree with you."],
    digest: "c".repeat(64),
    ...over,
  };
}

type Over =
  | Partial<Blocked>
  | (Partial<Awaiting> & { state: "awaiting" })
  | (Partial<Rejected> & { state: "rejected" })
  | (Partial<Held> & { state: "held" });

export function handoff(over: Over = {}): Handoff {
  const own = over.state === "awaiting" ? { green: ALWAYS, since: DUE - 8e7, acks: [] } : { judged: true };
  return {
    sequence: 1,
    from: "discover",
    to: "decide",
    contract: "discover-to-decide",
    requestedBy: person("petra"),
    alsoRequestedBy: [],
    requested: ALWAYS,
    via: "label",
    state: "blocked",
    asked: null,
    gone: null,
    voided: [],
    refused: [],
    override: null,
    ...own,
    ...over,
  } as Handoff;
}

export function receipt(over: Partial<Receipt> = {}): Receipt {
  return {
    kind: "accepted",
    from: "discover",
    to: "decide",
    at: DUE,
    requestedBy: person("petra"),
    acknowledgedBy: [{ by: person("ana"), inPlaceOf: null, at: DUE, commentId: 7 }],
    by: [],
    reason: null,
    digest: "3f9c1e2".padEnd(64, "0"),
    contract: { id: "discover-to-decide", version: "1.0.0", digest: "c".repeat(64) },
    policyCommit: "abcdef1234",
    gates: [{ id: "evidence", title: "At least 3 customer data points", outcome: "pass", waivedBy: null }],
    ...over,
  };
}

export function verdict(over: Partial<ItemVerdict> = {}): ItemVerdict {
  return {
    kind: "issue",
    closed: false,
    observe: false,
    observeReason: null,
    stages: STAGES,
    stage: stage(0),
    stageBy: "initial",
    stageSince: 0,
    boundary: { from: stage(0), to: stage(1) },
    contract: contract(),
    candidates: { contracts: [], apply: false },
    giver: PM,
    receiver: ARCHITECT,
    overrideRole: OWNER,
    handoff: null,
    gates: RED,
    green: false,
    digest: "3f9c1e2".padEnd(64, "0"),
    due: null,
    begun: null,
    drift: [],
    receipts: [],
    remarks: [],
    problems: [],
    timezone: "Europe/Berlin",
    ...over,
  };
}

export const blocked = (): ItemVerdict => verdict({ handoff: handoff() });
export const awaiting = (over: Partial<ItemVerdict> = {}): ItemVerdict =>
  verdict({
    handoff: handoff({ state: "awaiting" }),
    gates: GREEN,
    green: true,
    due: { what: "acknowledge", at: DUE, overdue: false },
    ...over,
  });

export function pull(over: Partial<PullRequestVerdict> = {}): PullRequestVerdict {
  return {
    number: 7,
    itemId: "PR_7",
    conclusion: "action_required",
    observe: false,
    reason: { is: "issues" },
    issues: [
      {
        reference: "#12",
        url: "https://github.com/acme/shop/issues/12",
        title: "Cohorts",
        standing: { is: "too_early", stage: "Discover", next: "Decide", needsPerson: true, redGates: [], waitingFor: "architect" },
      },
    ],
    allowedStages: ["Build", "Test"],
    own: null,
    problems: [],
    ...over,
  };
}

/** The text without code spans: what GitHub would read for mentions and markup. */
export function outsideCode(markdown: string): string {
  return markdown.replace(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, "");
}
