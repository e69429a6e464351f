import { agentsLately, LATELY_MS, type AgentsLately } from "../core/insight/agents-lately.js";
import { liftEntry } from "../core/ledger/lift.js";
import { originOf } from "./common/clone.js";
import { ifStore } from "./common/with-store.js";

/** Whose agents are meant. */
interface Which {
  folder: string;
  /** `owner/name` in the store; null: where the clone came from. */
  repo: string | null;
  now: number;
}

/** Takes a repository's folder; returns what its agents did lately as the App's store knows it, or why that is not known. */
export async function latelyIn({ folder, repo, now }: Which, env: NodeJS.ProcessEnv): Promise<AgentsLately | string> {
  const name = repo ?? originOf(folder);
  const found = await ifStore(async (store) => {
    if (name === null) return "the folder is no clone that says where it came from; --repo OWNER/NAME does";
    const known = (await store.knownRepositories()).find((one) => `${one.owner}/${one.name}`.toLowerCase() === name.toLowerCase());
    return known ? agentsLately((await store.agentEntries(known.id, now - LATELY_MS)).map((row) => liftEntry(row))) : null;
  }, env);
  if (found.is === "none") return found.why;
  return found.value ?? `the store knows no repository ${name}`;
}
