import { canonicalJson, sha256 } from "../../core/basics/digest.js";
import { personOf } from "../../core/facts/person.js";
import type { Item } from "../../core/facts/snapshot.js";
import { agentWaitsOf } from "../../core/shown/agent-waits.js";
import { visitsOf } from "../../core/shown/ages.js";
import { holderOf } from "../../core/handoff/holder.js";
import { redGates } from "../../core/judging/judgement.js";
import { stateOf, waitsOf } from "../../core/shown/ball.js";
import { SHOWN_VERSION, type KeptForPages, type ShownRow, type Wait } from "../../core/shown/types.js";
import type { ItemVerdict } from "../../core/record/verdict.js";
import { nearestGate, shownItem, type ItemPlace } from "../../render/pages/item.js";
import { policyWords } from "../../render/policy-words.js";
import type { JudgedItem } from "./run-item.js";

/** Takes a judged item; returns what is kept of it for pages, null where the policy does not govern it and nothing of an agent waits there. */
export function keptForPages(judged: JudgedItem): KeptForPages | null {
  const { snapshot, verdict, record, content, acked, policy } = judged;
  const waits = agentWaitsOf(record, policy, snapshot.item.createdAt);
  if (verdict === null && waits.length === 0) return null;
  const kept = {
    row: verdict ? rowOf(judged, verdict, waits) : waitingRow(judged, waits),
    page: verdict && shownItem(verdict, placeOf(judged)),
    visits: visitsOf(record.receipts, snapshot.item.createdAt),
    content,
  };
  return { ...kept, ...(acked === null ? {} : { acked }), digest: sha256(canonicalJson(kept)) };
}

/** What is in no stage, but waits for an overseer. */
function waitingRow({ snapshot: { item } }: JudgedItem, waits: Wait[]): ShownRow {
  const nobody = { role: null, person: null };
  return {
    ...named(item),
    closed: false,
    observed: false,
    stage: "",
    to: null,
    state: "resting",
    since: item.createdAt,
    holder: nobody,
    nearest: null,
    gates: { red: 0, all: 0 },
    due: null,
    waits,
  };
}

function named({ number, kind, title, url }: Item): Pick<ShownRow, "version" | "number" | "kind" | "title" | "url"> {
  return { version: SHOWN_VERSION, number, kind, title, url };
}

function rowOf({ snapshot: { item } }: JudgedItem, verdict: ItemVerdict, ofAgents: Wait[]): ShownRow {
  const blocking = verdict.gates.filter((gate) => gate.applies && gate.spec.level === "block");
  return {
    ...named(item),
    closed: verdict.closed,
    observed: verdict.observe,
    stage: verdict.stage.id,
    to: verdict.boundary?.to.id ?? null,
    state: stateOf(verdict),
    since: verdict.stageSince,
    holder: holderOf(verdict),
    nearest: nearestGate(verdict),
    gates: { red: redGates(verdict).length, all: blocking.length },
    due: verdict.due && { what: verdict.due.what, at: verdict.due.at },
    waits: [...waitsOf(verdict, item.author && personOf(item.author), (gate) => policyWords(gate.spec.title)), ...ofAgents],
  };
}

function placeOf({ snapshot: { item, repository }, policy }: JudgedItem): ItemPlace {
  const { origin: web } = new URL(item.url);
  return {
    url: item.url,
    documents: { web, repository: `${repository.owner}/${repository.name}`, commit: repository.headSha },
    policy: { web, repository: policy.source.repository, commit: policy.source.commit },
  };
}
