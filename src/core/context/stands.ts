import type { Time } from "../basics/known.js";
import { ownEntry } from "../basics/own-entry.js";
import { freshUntil } from "../checks/artefact-ahead.js";
import type { GateSpec } from "../checks/gate-spec.js";
import type { Artefacts } from "../facts/artefact.js";
import type { RepositoryInfo, Snapshot } from "../facts/snapshot.js";
import type { Finding } from "../findings/findings.js";
import { artefactAhead } from "../judging/artefact-ahead.js";
import { judge } from "../judging/judge.js";
import { artefactIn } from "../policy/roles/artefacts.js";
import { roleSystemsOf } from "../policy/roles/role-system.js";
import type { Policy } from "../policy/types.js";
import { emptyRecord } from "../record/record.js";
import type { GateResult } from "../record/verdict.js";
import { NO_CONTRACT, NO_TEXTS, withoutItem } from "./no-item.js";
import type { ArtefactStanding, ArtefactState } from "./standing.js";

/** What is known of artefacts at one moment. */
export interface LookAtArtefacts {
  repository: RepositoryInfo;
  policy: Policy;
  artefacts: Artefacts;
  /** How they stood when they were last looked at. */
  known: readonly ArtefactStanding[];
  now: Time;
}

/** Takes a policy; returns the ids of the artefacts that are published, in the order of the roles. */
export function publishedArtefacts(policy: Pick<Policy, "parts">): string[] {
  return roleSystemsOf(policy).flatMap(({ produces }) => produces.filter(({ by }) => "document" in by).map(({ id }) => id));
}

/** Takes what GitHub says of published artefacts, and how they stood; returns how they stand. They are judged as a gate that waits for them would judge them. */
export function artefactsStand(look: LookAtArtefacts): ArtefactStanding[] {
  const ids = publishedArtefacts(look.policy);
  if (ids.length === 0) return [];
  const snapshot = withoutItem(look.repository, look.artefacts);
  const { policy, now } = look;
  const contract = { ...NO_CONTRACT, gates: ids.map(gateOf) };
  const judged = judge(contract, { policy, snapshot, texts: NO_TEXTS, record: emptyRecord(), now, vouches: () => null });
  const results = new Map(judged.gates.map((gate) => [gate.spec.id, gate]));
  return ids.flatMap((id) => standingOf(id, results.get(id), look, snapshot));
}

function gateOf(id: string): GateSpec {
  const check = { kind: "artefact", in: "body" as const, params: { artefact: id } };
  return { id, title: id, part: "context", level: "block", when: null, check, line: 1 };
}

function standingOf(
  id: string,
  result: GateResult | undefined,
  { policy, known, now }: LookAtArtefacts,
  snapshot: Snapshot,
): ArtefactStanding[] {
  const described = artefactIn(policy, id);
  const ahead = artefactAhead(id, { policy, snapshot, record: emptyRecord() });
  if (!result || !described || !ahead || !("document" in ahead.by)) return [];
  const read = ownEntry(snapshot.artefacts ?? {}, id);
  const version = read?.known && read.value ? { commit: read.value.commit, at: read.value.at } : null;
  const until = version === null ? null : (freshUntil(ahead, version.at, null)?.until ?? null);
  const stands = { artefact: id, producer: described.producer, state: stateOf(result), version, until, document: ahead.by.document };
  return [
    {
      ...stands,
      since: sinceOf(
        stands,
        known.find(({ artefact }) => artefact === id),
        now,
      ),
    },
  ];
}

/** What must be mended in any case goes before what merely became old. */
function stateOf({ outcome, findings }: GateResult): ArtefactState {
  if (outcome === "pass") return "fresh";
  const has = (code: Finding["code"]) => findings.some((finding) => finding.code === code);
  if (has("artefact_missing")) return "missing";
  if (has("artefact_unfit")) return "unfit";
  return has("artefact_stale") && outcome !== "error" ? "stale" : "unknown";
}

function sinceOf(
  { state, version, until }: Pick<ArtefactStanding, "state" | "version" | "until">,
  before: ArtefactStanding | undefined,
  now: Time,
): Time {
  const lapsed = before?.state === "fresh" && before.until !== null && before.until < (version?.at ?? now);
  if (before?.state === state && !(state === "fresh" && lapsed)) return before.since;
  const isNew = version !== null && version.commit !== before?.version?.commit;
  const turned = state === "stale" ? until : isNew && state !== "unknown" ? version.at : null;
  return Math.min(now, Math.max(turned ?? now, before?.since ?? Number.NEGATIVE_INFINITY));
}
