import type { AgentMade } from "../ledger/agent-news.js";
import type { AgentRefusal, AgentStanding } from "../record/agent-standing.js";
import type { AgentPart } from "./agent-pull.js";

/** So many files are kept for ever. */
const MOST_FILES = 3;

/** What each refusal is called in the ledger; null for what waits for a word, and for what is not known. */
const REASONS: Readonly<Record<AgentRefusal["why"], AgentMade["why"][number] | null>> = {
  read_only: "read_only",
  outside: "radius",
  too_large: "size",
  too_many: "limit",
  deletes: "deletes",
  no_contract: "contract",
  stage: "stage",
  undeclared: "undeclared",
  unread: null,
  destructive: null,
  unconfirmed: null,
};

/**
 * Takes the agents' parts in a pull request and what was found of them; returns how each stands. Nothing is said of an agent against which nothing but
 * the unknown speaks.
 */
export function agentsMade(parts: readonly AgentPart[], standing: AgentStanding | null): AgentMade[] {
  const refused = standing?.refusals.some(({ why }) => why === "undeclared") === true;
  return [
    ...(refused ? [{ agent: null, is: "refused" as const, why: ["undeclared" as const], files: [] }] : []),
    ...parts.flatMap((part) => madeOf(part)),
  ];
}

function madeOf({ agent, refusals }: AgentPart): AgentMade[] {
  const why = [...new Set(refusals.flatMap((refusal) => REASONS[refusal.why] ?? []))].toSorted();
  if (why.length > 0) return [{ agent: agent.id, is: "beyond", why, files: refusals.flatMap(filesIn).slice(0, MOST_FILES) }];
  return refusals.some((refusal) => refusal.why === "unread") ? [] : [{ agent: agent.id, is: "within", why: [], files: [] }];
}

function filesIn(refusal: AgentRefusal): string[] {
  return refusal.why === "outside" || refusal.why === "deletes" ? refusal.files : [];
}
