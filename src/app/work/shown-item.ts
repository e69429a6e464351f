import { canonicalJson, sha256 } from "../../core/basics/digest.js";
import { personOf } from "../../core/facts/person.js";
import { visitsOf } from "../../core/shown/ages.js";
import { holderOf, redGates, stateOf, waitsOf } from "../../core/shown/ball.js";
import { SHOWN_VERSION, type KeptForPages, type ShownRow } from "../../core/shown/types.js";
import type { ItemVerdict } from "../../core/record/verdict.js";
import { nearestGate, shownItem, type ItemPlace } from "../../render/pages/item.js";
import { policyWords } from "../../render/policy-words.js";
import type { JudgedItem } from "./run-item.js";

/** Takes a judged item; returns what is kept of it for pages, null where the policy does not govern it. */
export function keptForPages(judged: JudgedItem): KeptForPages | null {
  const { snapshot, verdict, record, content, acked } = judged;
  if (verdict === null) return null;
  const kept = {
    row: rowOf(judged, verdict),
    page: shownItem(verdict, placeOf(judged)),
    visits: visitsOf(record.receipts, snapshot.item.createdAt),
    content,
  };
  return { ...kept, ...(acked === null ? {} : { acked }), digest: sha256(canonicalJson(kept)) };
}

function rowOf({ snapshot: { item } }: JudgedItem, verdict: ItemVerdict): ShownRow {
  const blocking = verdict.gates.filter((gate) => gate.applies && gate.spec.level === "block");
  return {
    version: SHOWN_VERSION,
    number: item.number,
    kind: item.kind,
    title: item.title,
    url: item.url,
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
    waits: waitsOf(verdict, item.author && personOf(item.author), (gate) => policyWords(gate.spec.title)),
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
