import type { Hub } from "../../src/sandbox/index.js";
import type { Store } from "../../src/store/store.js";
import type { Story } from "./story.js";

/** Waits for a moment of the real clock. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits until it is so. Throws with the words when it takes too long. */
export async function until(isSo: () => boolean | Promise<boolean>, what: () => string, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Not within ${limitMs} ms: ${what()}`);
    await pause(50);
  }
}

/** Delivers again what was not acknowledged, as an administrator or a sweep does. */
export function redeliverFailed(hub: Hub): void {
  const acknowledged = new Set(hub.webhooks.log.filter((one) => one.statusCode === 202).map((one) => one.guid));
  const lost = new Map(
    hub.webhooks.log
      .filter((one) => one.statusCode !== 202 && one.status !== "pending" && !acknowledged.has(one.guid))
      .map((one) => [one.guid, one.id]),
  );
  for (const id of lost.values()) hub.webhooks.redeliver(id);
}

/** Lets the people act whenever they can, until every item has arrived. */
export async function finishStory(story: Story, limitMs: number): Promise<void> {
  const missing = () => JSON.stringify(story.unfinished());
  const all = () => {
    for (const item of story.items) story.advance(item);
    return story.unfinished().length === 0;
  };
  await until(all, () => `these items did not arrive: ${missing()}`, limitMs);
}

/** Waits until nothing is left to do: no delivery, no work, three times in a row. */
export async function quiet(hub: Hub, store: Store, limitMs: number): Promise<void> {
  let calm = 0;
  const isQuiet = async () => {
    await hub.idle();
    calm = (await store.pending(Date.now())) === 0 ? calm + 1 : 0;
    return calm >= 3;
  };
  await until(isQuiet, () => "there is still work", limitMs);
}
