import type { Refusal } from "../core/commands/refusal.js";
import type { Role } from "../core/policy/types.js";
import { wordsBy, type WordsBy } from "./by-kind.js";
import { inert } from "./inert.js";
import { anyRole } from "./markdown.js";

/** A refusal with what its sentence says beside the reason. */
type Told = Refusal & {
  command: string;
  /** Those who may, where they are known. */
  by: string | null;
  /** Who else must do it, as a sentence of its own. */
  other: string;
};

/** Why a command was refused and who could give it instead, as one sentence without the commander's name. */
export function refusalWords(command: string, refusal: Refusal, roles: Role[]): string {
  const by = roles.length === 0 ? null : anyRole(roles);
  return wordsBy(WORDS, "why", { ...refusal, command, by, other: by === null ? "" : ` Someone else in ${by} must do it.` });
}

const WORDS: WordsBy<"why", Told> = {
  not_a_member: ({ command, by }) => `\`/${command}\` is for ${by ?? "a role that nobody is in"}, and you are not in it.`,
  author: ({ command, other }) => `You wrote this, so your own \`/${command}\` does not count.${other}`,
  requester: ({ command, other }) => `You requested this hand-off, so your own \`/${command}\` does not count.${other}`,
  bot: ({ command, other }) => `\`/${command}\` by a bot does not count unless the policy lists the bot.${other}`,
  agent: ({ command, other }) => `\`/${command}\` by an agent does not count: agents are confirmed, they confirm nothing.${other}`,
  ghost: ({ command, other }) => `The account behind this \`/${command}\` is deleted, so it does not count.${other}`,
  membership_unknown: ({ command, reason, by }) =>
    `Baton could not find out whether you may use \`/${command}\` (${inert(reason)}), and in doubt it refuses. Comment it again later.${by === null ? "" : ` \`/${command}\` is for ${by}.`}`,
  no_triage: ({ command }) => `\`/${command}\` here is for people with triage rights in this repository.`,
};
