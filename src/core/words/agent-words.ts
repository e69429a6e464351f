import { sha256 } from "../basics/digest.js";
import { commandsIn } from "../commands/commands-in.js";
import { seenIn } from "../content/content-parts.js";
import { isAfter, type Moment } from "../facts/moment.js";
import type { Comment, Snapshot } from "../facts/snapshot.js";
import type { AgentStands } from "../record/agent-stands.js";
import type { Stand } from "../record/stand.js";
import type { Policy } from "../policy/types.js";
import { voidOf } from "./guards.js";
import { refuseUnlessMember } from "./rights.js";

/** What `/confirm` takes beside gates: an agent's text, and what it destroys. */
export const AGENT_WORDS = ["agent", "destructive"] as const;
export type AgentWord = (typeof AGENT_WORDS)[number];

/** What somebody's word about an agent has to be. */
interface Asked {
  word: AgentWord;
  /** Who may give it. */
  role: string;
  /** What it is about has stood so since then. */
  since: Moment;
}

/** The first comment in which a member of the role said the word about what stands there now: unedited, visible, and written after it came to stand. */
export function confirmationOf({ snapshot, policy }: { snapshot: Snapshot; policy: Policy }, { word, role, since }: Asked): Comment | null {
  const counts = (comment: Comment) =>
    isAfter(comment, since) &&
    saysWord(comment, word) &&
    voidOf({ comment, not: [], bound: {}, after: [since] }) === null &&
    refuseUnlessMember(snapshot, policy, role, comment.author) === null;
  return snapshot.comments.find(counts) ?? null;
}

/** True when the comment holds `/confirm WORD`. */
function saysWord(comment: Comment, word: AgentWord): boolean {
  return !comment.author?.isSelf && commandsIn(comment).some(({ name, args }) => name === "confirm" && wordIn(args) === word);
}

/** Takes what follows `/confirm`; returns the word about an agent that it is, null when it means a gate. */
export function wordIn(args: string): AgentWord | null {
  const first = args.split(/\s/, 1)[0]?.toLowerCase() ?? "";
  return AGENT_WORDS.find((word) => word === first) ?? null;
}

/**
 * Since when an item's newest commit and its text have stood as they do. What a look sees for the first time has stood since then at the latest: GitHub
 * dates edits of a text, and no commit's coming.
 */
export function agentStandsOf(snapshot: Snapshot, before: AgentStands | null): AgentStands {
  const { item } = snapshot;
  const seen = seenIn(snapshot);
  const head = item.pullRequest?.headSha ?? "";
  const edits = `${item.editCount} ${item.lastEditedAt ?? ""} ${sha256(item.body)}`;
  const written: Moment = item.lastEditedAt === null ? { at: item.createdAt, ...seen } : { at: item.lastEditedAt, ...seen };
  // A commit that was never there before another was may be older than any comment; which it was nobody tells.
  const pushed: Moment = { at: null, ...seen };
  return {
    head: standOf(before?.head, head, pushed),
    text: standOf(before?.text, sha256(`${head} ${edits}`), head === "" ? written : pushed),
  };
}

function standOf(before: Stand | undefined, digest: string, now: Moment): Stand {
  return before?.digest === digest ? before : { digest, since: now };
}
