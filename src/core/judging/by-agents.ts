import type { CheckResult } from "../checks/define.js";
import { documentPaths, readsOf } from "../checks/content-read.js";
import type { GateSpec } from "../checks/gate-spec.js";
import { pending, problem } from "../checks/results.js";
import { partKey, resolveParts } from "../content/content-parts.js";
import { latest } from "../words/since.js";
import { ALWAYS } from "../facts/moment.js";
import type { AgentWordGiven } from "../ledger/agent-news.js";
import type { AgentPart } from "../words/agent-text.js";
import type { Bench } from "./judgement.js";

/** A result with the role whose word it still waits for; left out when it waits for none. */
type Seen = CheckResult & { unseen?: string };

/** What an agent wrote counts for no gate until its overseer confirmed exactly that: a green gate waits, and is green since the word at the earliest. */
export function seenByOverseers(result: CheckResult, spec: GateSpec, bench: Bench): Seen {
  if (result.outcome !== "pass" || bench.byAgents.size === 0) return result;
  const read = readsOf(spec.check).flatMap((ref) => resolveParts(ref, documentPaths(ref, bench.contract, bench.texts)));
  const parts = read.flatMap((ref) => bench.byAgents.get(partKey(ref)) ?? []);
  const unseen = new Map(parts.filter(({ word }) => word === null).map(({ agent }) => [agent.id, agent]));
  const [first, ...others] = unseen.values();
  if (first) {
    const told = [first, ...others].map(({ name, oversight }) => problem({ code: "agent_unseen", agent: name, role: oversight.by }));
    return { ...pending([...told, ...result.findings]), unseen: first.oversight.by };
  }
  const words = parts.flatMap(({ word }) => (word ? [{ at: word.createdAt, afterComment: word.id }] : []));
  return words.length === 0 ? result : { ...result, since: latest([result.since ?? ALWAYS, ...words]) };
}

/** Takes parts that agents wrote; returns the words of overseers that count for them. */
export function wordsAbout(parts: readonly AgentPart[]): AgentWordGiven[] {
  return parts.flatMap(({ agent, word }) => (word ? [{ agent: agent.id, word: "agent" as const, comment: word }] : []));
}
