import { InstallationAway } from "../../core/basics/faults.js";
import type { WorkKey } from "../../core/ports.js";
import type { Store } from "../../store/store.js";
import type { Logger } from "../../telemetry/log.js";

type Parts = { store: Pick<Store, "saveMark">; log: Pick<Logger, "info">; clock: { now(): number } };

/**
 * Runs work; when its installation is gone or suspended the work ends, and that it did is kept for when the installation comes back. Nobody
 * made a mistake, so nothing is parked and nothing is repeated.
 */
export async function endingWhenAway<R extends { dueAt: number | null }>(
  parts: Parts,
  key: WorkKey,
  work: () => Promise<R>,
): Promise<R | { dueAt: null }> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InstallationAway)) throw error;
    await parts.store.saveMark(markOf(key), parts.clock.now());
    parts.log.info({ installation: key.installationId }, "The installation is gone or suspended: this work ends until it is back");
    return { dueAt: null };
  }
}

/** Takes a repository's key and when it was last looked at whole; returns whether work of it ended since because its installation was away. */
export async function wasAwaySince(store: Pick<Store, "loadMark">, key: WorkKey, lookedAt: number): Promise<boolean> {
  return ((await store.loadMark(markOf(key))) ?? 0) >= lookedAt;
}

function markOf(key: WorkKey): string {
  return `away:${key.repositoryId}`;
}
