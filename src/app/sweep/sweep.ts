import { InstallationAway, TerminalFault, Unreachable } from "../../core/basics/faults.js";
import { listInstallations, listRepositories } from "../../github/installations.js";
import type { AppContext } from "../work/context.js";
import { reasonFields } from "../../telemetry/error-fields.js";
import type { WorkKey } from "../../core/ports.js";
import { redeliverMissed } from "./deliveries.js";

/** How often every repository is looked at, when there are few enough of them. */
export const SWEEP_EVERY = 15 * 60_000;
/** A repository takes about three requests: at this distance they take a fifth of an installation's 5,000 an hour. */
const REPOSITORY_EVERY = 10_000;

type Parts = Pick<AppContext, "hub" | "store" | "log" | "now" | "meter">;

/** Puts every installed repository in line, so that what happened while nobody listened is found. Costs two reads and one per installation. */
export async function enqueueRepositories(context: Parts): Promise<void> {
  await forEachInstallation(context, async (_installation, keys) => await context.store.enqueue(keys, context.now()));
}

/** Puts one installation's repositories in line: it is back, and what happened meanwhile nobody told. */
export async function enqueueInstallation(context: Parts, installationId: number): Promise<void> {
  await context.store.enqueue(await repositoriesOf(context, installationId), context.now());
}

/**
 * Looks for what no webhook told of: every repository, one after the other, and what GitHub could not deliver. To be called more often than
 * it is to happen, by any number of processes: one of them does it, when it is time.
 */
export async function sweep(context: Parts): Promise<void> {
  if (await context.store.takeChore("deliveries", context.now(), SWEEP_EVERY)) await recoverDeliveries(context);
  if (await context.store.takeChore("sweep", context.now(), SWEEP_EVERY)) await sweepRepositories(context);
}

async function sweepRepositories(context: Parts): Promise<void> {
  await forEachInstallation(context, async (installation, keys) => {
    const now = context.now();
    const takes = keys.length * REPOSITORY_EVERY;
    // What takes longer than the time between two rounds has a round of its own.
    if (takes > SWEEP_EVERY && !(await context.store.takeChore(`sweep:${installation}`, now, takes))) return;
    for (const [index, key] of keys.entries()) await context.store.enqueue([key], now + index * REPOSITORY_EVERY);
  });
}

/** Has GitHub deliver again what never arrived. Throws only what may pass: a log that may not be read is said and done without. */
export async function recoverDeliveries(context: Parts): Promise<void> {
  try {
    const round = await redeliverMissed(context);
    if (round) context.meter?.missed(round.missed, round.redelivered);
  } catch (error) {
    if (!(error instanceof TerminalFault)) throw error;
    context.log.warn(reasonFields(error), "GitHub's log of deliveries cannot be read");
  }
}

/** One installation that cannot be asked is not to hide the others from us; a fault that may pass is thrown at the end, to be tried again. */
async function forEachInstallation(context: Parts, work: (installation: number, keys: WorkKey[]) => Promise<void>): Promise<void> {
  const faults: unknown[] = [];
  for (const installation of await listInstallations(await context.hub.app())) {
    if (installation.suspended) continue;
    try {
      await work(installation.id, await repositoriesOf(context, installation.id));
    } catch (error) {
      // It went away since the list was made.
      if (error instanceof InstallationAway) continue;
      const fields = { installation: installation.id, ...reasonFields(error) };
      if (!(error instanceof Unreachable)) context.log.warn(fields, "An installation could not be looked at");
      if (!(error instanceof TerminalFault)) faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
}

async function repositoriesOf(context: Parts, installationId: number): Promise<WorkKey[]> {
  const { client } = await context.hub.connect(installationId);
  const repositories = (await listRepositories(client)).filter((repository) => !repository.archived);
  return repositories.map(({ nodeId, owner, name }) => ({
    installationId,
    repositoryId: nodeId,
    owner,
    name,
    kind: "repository" as const,
  }));
}
