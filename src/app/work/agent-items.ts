import { asksForEarlier } from "../../core/handoff/agent-item.js";
import type { ItemRecord } from "../../core/record/record.js";
import type { Policy } from "../../core/policy/types.js";
import type { Snapshot } from "../../core/facts/snapshot.js";
import { titleKey } from "../../core/basics/titles.js";
import { itemsOf } from "../../github/agent-items.js";
import { accountsWith } from "../../core/policy/agents/accounts.js";
import type { Run } from "./run.js";

/** GitHub's clock has whole seconds. */
const SECOND = 1000;
/** So many issues of the same title are named. */
const MOST_ALIKE = 20;

/**
 * How many issues an agent opened before this one within the time of its limit, under whichever of its accounts, as GitHub counts them: the same
 * whoever asks, and after any restart. Undefined where nothing hangs on it, or where GitHub does not list the issue itself.
 */
export async function earlierOf(
  { access, key }: Run,
  { item }: Pick<Snapshot, "item">,
  { policy, record }: { policy: Policy; record: ItemRecord },
): Promise<Snapshot["earlier"]> {
  const agent = asksForEarlier({ item }, policy, record);
  const rate = agent?.writes?.issues;
  if (!agent || !rate) return undefined;
  const since = item.createdAt - rate.within.ms;
  const lists = await Promise.all(
    accountsWith(agent, item.author).map((creator) => itemsOf(access.client, key, { creator, state: "all", since: since - SECOND })),
  );
  const issues = lists.flat().filter(({ isPull }) => !isPull);
  if (!issues.some(({ number }) => number === item.number)) return undefined;
  const before = issues.filter(({ number, createdAt }) => number < item.number && createdAt > since);
  const title = titleKey(item.title);
  const alike = before.filter((one) => one.isOpen && titleKey(one.title) === title).map(({ number }) => number);
  return { count: before.length, alike: alike.slice(0, MOST_ALIKE) };
}
