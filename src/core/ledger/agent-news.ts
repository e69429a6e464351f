import type { Time } from "../basics/known.js";
import { ownEntry } from "../basics/own-entry.js";
import { personOf, type Person } from "../facts/person.js";
import type { Comment } from "../facts/snapshot.js";
import type { AgentActs, ToldWord } from "../record/agent-acts.js";
import type { AGENT_KINDS, DataOf } from "./data.js";
import type { DecisionOf } from "./entry.js";

/** How what an agent made of a pull request stands; `agent` is null for bots that no file declares. */
export interface AgentMade {
  agent: string | null;
  is: "within" | "beyond" | "refused";
  why: DataOf<"agent_beyond">["why"];
  files: string[];
}

/** A word of an overseer that counts now. */
export interface AgentWordGiven {
  agent: string;
  word: DataOf<"agent_confirmed">["word"];
  comment: Comment;
}

type AgentKind = (typeof AGENT_KINDS)[number];
/** What is to be kept for ever of an agent, before it is known when. */
type AgentTold = { [K in AgentKind]: { kind: K; actor: Person | null; data: DataOf<K> } }[AgentKind];

/** What is news, and what is remembered from then on. */
interface News {
  acts: AgentActs | undefined;
  told: AgentTold[];
}

/** Takes what was told before and how agents' parts in a pull request stand now; returns what changed. */
export function madeNews(before: AgentActs | undefined, made: readonly AgentMade[]): News {
  const acts = new Map(Object.entries(before ?? {}));
  const told: AgentTold[] = [];
  for (const one of made) {
    const known = acts.get(one.agent ?? "") ?? {};
    if (known.is === one.is && (known.why ?? []).join(" ") === one.why.join(" ")) continue;
    acts.set(one.agent ?? "", { ...known, is: one.is, why: [...one.why] });
    told.push(standing(one));
  }
  return { acts: told.length > 0 ? Object.fromEntries(acts) : before, told };
}

/** Takes what was told before and the words that count now; returns those that are news. Of several about one agent the newest is told. */
export function wordNews(before: AgentActs | undefined, words: readonly AgentWordGiven[]): News {
  const acts = new Map(Object.entries(before ?? {}));
  const told: AgentTold[] = [];
  for (const { agent, word, comment } of words.toSorted((a, b) => order(toldWord(b.comment), toldWord(a.comment)))) {
    const known = acts.get(agent) ?? {};
    const last = ownEntry(known.words ?? {}, word);
    // An older word that counts again was told, or came too late to be.
    if (last && order(toldWord(comment), last) <= 0) continue;
    acts.set(agent, { ...known, words: { ...known.words, [word]: toldWord(comment) } });
    told.push({
      kind: "agent_confirmed",
      actor: comment.author && personOf(comment.author),
      data: { agent, word, commentId: comment.id },
    });
  }
  return { acts: told.length > 0 ? Object.fromEntries(acts) : before, told };
}

/** Takes what is told, and when; returns it as a decision under no contract. */
export function agentDecision(told: AgentTold, at: Time): DecisionOf<AgentKind> {
  return { ...told, at, contract: null };
}

function standing({ agent, is, why, files }: AgentMade): AgentTold {
  const about = { agent, work: "pull_request" } as const;
  if (is === "within") return { kind: "agent_within", actor: null, data: about };
  if (is === "refused") return { kind: "agent_refused", actor: null, data: { ...about, why } };
  return { kind: "agent_beyond", actor: null, data: { ...about, why, files } };
}

function toldWord({ id, createdAt: at }: Comment): ToldWord {
  return { id, at };
}

function order(a: ToldWord, b: ToldWord): number {
  return a.at - b.at || a.id - b.id;
}
