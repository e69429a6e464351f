import type { Time } from "../../core/basics/known.js";
import type { Store } from "../../store/store.js";

const MARK = "writes paused";
const GOING = 0;

/** Takes when all writes to GitHub shall pause, or null to let them go again. It holds for every process on the store, and over restarts. */
export async function pauseWrites(store: Pick<Store, "saveMark">, since: Time | null): Promise<void> {
  await store.saveMark(MARK, since ?? GOING);
}

/** Whether an administrator paused all writes. */
export async function areWritesPaused(store: Pick<Store, "loadMark">): Promise<boolean> {
  return ((await store.loadMark(MARK)) ?? GOING) !== GOING;
}
