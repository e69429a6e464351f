import type { ShownState, Wait, Words } from "../../core/shown/types.js";
import { join } from "../markdown.js";
import { lasting } from "./time.js";

/** What a wait asks for, in one sentence. `boundary` is `Discover → Decide`. */
export function waitWords({ what, gates }: Wait, boundary: Words): Words {
  return {
    ack: `Read it, then \`/ack\` to take over ${boundary}, or \`/reject REASON\``,
    gate: `${boundary} needs you: ${titles(gates)}`,
    write: `${boundary} needs from the giver: ${titles(gates)}`,
    mend: `${boundary} was sent back: mend the text, or answer with \`/handoff\``,
    hold: `You hold ${boundary}: \`/unhold\` lets it go on`,
    begin: `You took it over: begin, or \`/begin\``,
    agent: "An agent that you oversee wrote it: read it, then `/confirm agent`",
    destructive: "What an agent that you oversee destroys there waits: look at it, then `/confirm destructive`",
  }[what];
}

function titles(gates: readonly Words[]): Words {
  return join([...gates]);
}

/** A state in a word or two. */
export const STATE_WORDS: Record<ShownState, string> = {
  blocked: "blocked",
  awaiting: "awaiting ack",
  held: "held",
  rejected: "sent back",
  resting: "in work",
};

export const QUEUE_WORDS = {
  title: "What waits for you",
  none: "Nothing waits for you.",
  noneWhy:
    "Shown are hand-offs to acknowledge, gates you can supply, work to begin, artefacts that you owe, what agents that you oversee did, and holds you placed, in the repositories you were let into.",
  repositories: "Your repositories",
  noRepositories: "Baton guards none of the repositories that GitHub lets you into.",
  open: "open",
  report: (owner: string) => `Where the time goes in the repositories of ${owner}`,
  waits: (ms: number) => `for ${lasting(ms)}`,
  unread: (n: number) => `Of ${n} more teams it was not asked whether you are in them.`,
} as const;
