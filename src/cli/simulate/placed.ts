import { predates } from "../../core/policy/lifecycle.js";
import { shownStages, stageSourceOf } from "../../core/stages/sources.js";
import { emptyRecord, type ItemRecord } from "../../core/record/record.js";
import { ALWAYS, type Moment } from "../../core/facts/moment.js";
import type { Policy } from "../../core/policy/types.js";
import type { Snapshot } from "../../core/facts/snapshot.js";
import { largest } from "../../core/basics/largest.js";

/**
 * Takes a policy and an item; returns a record with the stage that it shows. The App's own record is signed with its key, which
 * somebody's token does not hold. Of several stages the oldest counts: a younger one is a request.
 */
export function shownRecord(policy: Policy, snapshot: Snapshot): ItemRecord {
  const { item } = snapshot;
  const blank = emptyRecord();
  const governed = item.kind === "issue" || policy.contracts.some((contract) => contract.appliesTo.subject !== "issue");
  if (!governed) return blank;
  const source = stageSourceOf(policy);
  const shown = shownStages({ policy, snapshot })
    .map((stage) => ({ stage: stage.id, at: source.wished(snapshot, stage)?.at ?? item.createdAt }))
    .toSorted((a, b) => a.at - b.at)[0];
  if (shown) return { ...blank, stage: shown.stage, stageSince: shown.at, entered: momentOf(shown.at, snapshot) };
  const isNew = !predates(policy, item.createdAt);
  const initial = item.kind === "issue" && isNew ? policy.lifecycle.initial : null;
  return { ...blank, stage: initial, stageSince: item.createdAt };
}

// A label that was there from the start leaves nothing said before it.
function momentOf(at: number, { item, comments }: Snapshot): Moment {
  if (at <= item.createdAt) return ALWAYS;
  const earlier = comments.filter((comment) => comment.createdAt <= at).map((comment) => comment.id);
  return { at, afterComment: largest(earlier) };
}
