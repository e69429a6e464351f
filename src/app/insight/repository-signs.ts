import { stagesOf } from "../../core/insight/measure.js";
import { signsOf, type Sign, type SignFacts } from "../../core/insight/signs.js";
import type { Policy } from "../../core/policy/types.js";
import type { Time } from "../../core/basics/known.js";
import type { Store } from "../../store/store.js";
import { keptPolicy, storiesOf, type KnownRepository, type Reading } from "./repository-report.js";

/** Takes the store, a repository and the time; returns the signs that can be computed of it. Asks nobody but the store. */
export async function repositorySigns(
  store: Store,
  { id, owner, name }: KnownRepository,
  { now, reading }: { now: Time; reading: Reading },
): Promise<Sign[]> {
  const repository = `${owner}/${name}`;
  const policy = await keptPolicy(store, id, repository);
  const { items } = await storiesOf(store, id, { until: now, reading });
  const stages = stagesOf(items, policy?.lifecycle.stages.map((stage) => stage.id) ?? []);
  const pulls = (await store.judgedPulls(id)).flatMap(({ number, at, check: { reason } }) =>
    reason.is === "no_issue" || reason.is === "issues" ? [{ repository, number, at, planned: reason.is === "issues" }] : [],
  );
  return signsOf({ items, stages, boundaries: boundariesOf(policy), pulls, now });
}

function boundariesOf(policy: Policy | null): SignFacts["boundaries"] {
  return (policy?.contracts ?? []).map(({ stage: { from }, gates }) => ({
    from,
    confirming: gates.filter(({ check }) => check.kind === "confirmed_by").map(({ id }) => id),
  }));
}
