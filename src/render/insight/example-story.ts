import type { DataOf, Kind } from "../../core/ledger/data.js";
import type { DecisionOf, Entry } from "../../core/ledger/entry.js";
import type { Receipt } from "../../core/record/receipt.js";

/** What happens in the story, as few words as it takes. Hours count from its beginning. */
type Line = [hour: number, item: number, ...what: What];
type What =
  | ["governed" | "adopted", stage: string]
  | ["asked", to: string]
  | ["red" | "waiting", ...gates: string[]]
  | ["green" | "ack" | "void" | "closed" | "reopened" | "unheld" | "drift"]
  | Moved
  | ["agent", did: "within", agent: string]
  | ["agent", did: "confirmed", agent: string]
  | ["agent", did: "beyond", agent: string, why: "limit"]
  | ["agent", did: "refused", agent: string, why: "stage"]
  | ["rejected" | "held", reason: string]
  | ["waived", gate: string, untilHour: number, reason: string];
type Moved = ["observed" | "back" | "accepted" | "accepted with a waiver", to: string] | ["overridden", to: string, reason: string];

export const EXAMPLE_STAGES = ["discover", "decide", "build"];
/** Monday, 2 November 2026. */
export const EXAMPLE_START = Date.UTC(2026, 10, 2);
/** Ten days later. */
export const EXAMPLE_HOURS = 240;
const HOUR = 3_600_000;

/** Ten items on paper. */
export const EXAMPLE_STORY: readonly Line[] = [
  [0, 1, "governed", "discover"],
  [24, 1, "asked", "decide"],
  [24, 1, "green"],
  [30, 1, "ack"],
  [30, 1, "accepted", "decide"],
  [54, 1, "asked", "build"],
  [54, 1, "green"],
  [60, 1, "ack"],
  [60, 1, "accepted", "build"],
  [120, 1, "closed"],
  [0, 2, "governed", "discover"],
  [12, 2, "asked", "decide"],
  [12, 2, "red", "evidence"],
  [18, 2, "red", "evidence", "rationale"],
  [36, 2, "green"],
  [40, 2, "ack"],
  [40, 2, "accepted", "decide"],
  [10, 3, "governed", "discover"],
  [20, 3, "asked", "decide"],
  [20, 3, "waiting", "priority"],
  [44, 3, "green"],
  [46, 3, "ack"],
  [46, 3, "accepted", "decide"],
  [70, 3, "asked", "build"],
  [70, 3, "green"],
  [76, 3, "rejected", "no alternative was weighed"],
  [100, 3, "asked", "build"],
  [100, 3, "green"],
  [104, 3, "ack"],
  [104, 3, "accepted", "build"],
  [10, 4, "governed", "discover"],
  [20, 4, "asked", "decide"],
  [20, 4, "agent", "confirmed", "synthesizer"],
  [20, 4, "green"],
  [26, 4, "void"],
  [34, 4, "ack"],
  [34, 4, "accepted", "decide"],
  [58, 4, "drift"],
  [82, 4, "asked", "build"],
  [82, 4, "green"],
  [90, 4, "ack"],
  [90, 4, "accepted", "build"],
  [20, 5, "agent", "within", "scanner"],
  [20, 5, "governed", "discover"],
  [30, 5, "asked", "decide"],
  [30, 5, "red", "evidence"],
  [32, 5, "waived", "evidence", 72, "the figures come with the next export"],
  [32, 5, "green"],
  [40, 5, "ack"],
  [40, 5, "accepted with a waiver", "decide"],
  [24, 6, "governed", "discover"],
  [30, 6, "asked", "decide"],
  [30, 6, "red", "evidence"],
  [50, 6, "overridden", "decide", "the board has decided"],
  [74, 6, "asked", "build"],
  [74, 6, "green"],
  [80, 6, "ack"],
  [80, 6, "accepted", "build"],
  [24, 7, "governed", "discover"],
  [48, 7, "asked", "decide"],
  [48, 7, "green"],
  [50, 7, "held", "legal has to look first"],
  [60, 7, "agent", "refused", "synthesizer", "stage"],
  [98, 7, "unheld"],
  [98, 7, "green"],
  [100, 7, "ack"],
  [100, 7, "accepted", "decide"],
  [124, 7, "back", "discover"],
  [130, 7, "asked", "decide"],
  [130, 7, "green"],
  [136, 7, "ack"],
  [136, 7, "accepted", "decide"],
  [0, 8, "adopted", "decide"],
  [40, 8, "asked", "build"],
  [40, 8, "green"],
  [48, 8, "ack"],
  [48, 8, "accepted", "build"],
  [26, 9, "agent", "beyond", "scanner", "limit"],
  [30, 9, "agent", "confirmed", "scanner"],
  [30, 9, "governed", "discover"],
  [54, 9, "closed"],
  [102, 9, "reopened"],
  [110, 9, "asked", "decide"],
  [110, 9, "green"],
  [120, 9, "ack"],
  [120, 9, "accepted", "decide"],
  [36, 10, "agent", "within", "scanner"],
  [36, 10, "governed", "discover"],
  [60, 10, "observed", "decide"],
];

/** Of the gate `evidence`, which waits for an artefact. */
const WAITS: Readonly<Record<string, string>> = { evidence: "usage-report" };

type ArtefactLine = [hour: number, artefact: string, state: DataOf<"artefact">["state"], since?: number];

/** How artefacts stood meanwhile: when a look saw it, and since when it was so, where that was before. */
export const EXAMPLE_ARTEFACTS: readonly ArtefactLine[] = [
  [0, "usage-report", "fresh"],
  [16, "usage-report", "stale", 12],
  [50, "usage-report", "fresh", 48],
  [168, "usage-report", "stale"],
  [216, "usage-report", "fresh"],
  [48, "constraints", "missing"],
  [96, "constraints", "unfit"],
  [144, "constraints", "fresh"],
  [228, "constraints", "dropped"],
];

/** Takes lines on artefacts; returns the ledger's entries that tell of them. */
export function artefactEntriesOf(lines: readonly ArtefactLine[]): Entry[] {
  return lines.map(([hour, artefact, state, since = hour]) => ({
    kind: "artefact",
    at: EXAMPLE_START + hour * HOUR,
    actor: null,
    contract: null,
    version: 2,
    item: "R_1",
    repository: "acme/insights",
    number: null,
    policyCommit: null,
    data: { artefact, producer: "analytics", state, since: EXAMPLE_START + since * HOUR, version: null },
  }));
}

/** Takes lines of a story; returns the ledger's entries that tell it, in order of time. */
export function entriesOf(lines: readonly Line[]): Entry[] {
  const stages = new Map<number, string>();
  return lines
    .toSorted((a, b) => a[0] - b[0])
    .map(([hour, item, ...what]) => {
      const at = EXAMPLE_START + hour * HOUR;
      const decided = decisionOf(what, stages.get(item) ?? null, at);
      if ("receipt" in decided.data) stages.set(item, decided.data.receipt.to);
      if (decided.kind === "governed" || decided.kind === "adopted") stages.set(item, decided.data.stage);
      const place = { version: 2, item: `I_${item}`, repository: "acme/insights", number: item, policyCommit: null } as const;
      return { ...decided, ...place };
    });
}

type Decided = DecisionOf<Kind>;

// One sequence for all: the figures tell hand-offs apart by their boundary and visit.
function decisionOf(what: What, from: string | null, at: number): Decided {
  const made = <K extends Kind>(kind: K, data: DataOf<K>) => ({ kind, at, actor: null, contract: null, data }) as Decided;
  const gates = (ids: readonly string[], outcome: "fail" | "pending") => ({
    sequence: 1,
    gates: ids.map((id) => ({ id, outcome, ...(WAITS[id] && { artefacts: [WAITS[id]] }) })),
  });
  switch (what[0]) {
    case "governed":
    case "adopted":
      return made(what[0], { stage: what[1] });
    case "asked":
      return made("requested", { from, to: what[1], via: "label", sequence: 1, again: false });
    case "red":
      return made("blocked", gates(what.slice(1), "fail"));
    case "waiting":
      return made("blocked", gates(what.slice(1), "pending"));
    case "green":
      return made("awaiting", { sequence: 1, digest: "" });
    case "ack":
      return made("ack", { commentId: 1, digest: "" });
    case "void":
      return made("void", { commentId: 1, why: "content_changed", changed: [] });
    case "drift":
      return made("drift", { changed: [] });
    case "rejected":
    case "held":
      return made(what[0], { reason: what[1], sequence: 1 });
    case "unheld":
      return made("unheld", { sequence: 1 });
    case "waived":
      return made("waived", { gate: what[1], until: EXAMPLE_START + what[2] * HOUR, reason: what[3], outcome: "fail" });
    case "agent":
      return agentDid(what, made);
    case "closed":
    case "reopened":
      return made(what[0], {});
    default:
      return movedBy(what, from, at, made);
  }
}

type Made = <K extends Kind>(kind: K, data: DataOf<K>) => Decided;

function agentDid(what: Extract<What, ["agent", ...unknown[]]>, made: Made): Decided {
  const agent = what[2];
  if (what[1] === "within") return made("agent_within", { agent, work: "issue" });
  if (what[1] === "confirmed") return made("agent_confirmed", { agent, word: "agent", commentId: 1 });
  if (what[1] === "beyond") return made("agent_beyond", { agent, work: "issue", why: [what[3]], files: [] });
  return made("agent_refused", { agent, work: "assignment", why: [what[3]] });
}

function movedBy(what: Moved, from: string | null, at: number, made: Made): Decided {
  const [how, to] = what;
  const reason = what[0] === "overridden" ? what[2] : null;
  const kind = how === "back" ? "backward" : how === "accepted with a waiver" ? "accepted" : how;
  const nobody = { requestedBy: null, acknowledgedBy: [], by: [], digest: null, contract: null, policyCommit: "" };
  return made(kind, { receipt: { kind, from, to, at, reason, ...nobody, gates: gatesAt(how) } });
}

function gatesAt(how: Moved[0]): Receipt["gates"] {
  if (how === "observed" || how === "back") return [];
  const evidence = how === "accepted" ? "pass" : "fail";
  const waivedBy = how === "accepted with a waiver" ? { id: 1, login: "ana" } : null;
  return ["evidence", "rationale", "priority"].map((id) => {
    const judged = id === "evidence" ? ({ outcome: evidence, waivedBy } as const) : ({ outcome: "pass", waivedBy: null } as const);
    return { id, title: id, ...judged };
  });
}
