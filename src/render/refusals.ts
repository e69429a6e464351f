import type { Refusal } from "../core/commands/refusal.js";
import type { Role } from "../core/policy/types.js";
import { inert } from "./inert.js";
import { anyRole } from "./markdown.js";

/** Why a command was refused and who could give it instead, as one sentence without the commander's name. */
export function refusalWords(command: string, refusal: Refusal, roles: Role[]): string {
  const whose = roles.length === 0 ? "" : ` \`/${command}\` is for ${anyRole(roles)}.`;
  const other = roles.length === 0 ? "" : ` Someone else in ${anyRole(roles)} must do it.`;
  switch (refusal.why) {
    case "not_a_member":
      return `\`/${command}\` is for ${roles.length === 0 ? "a role that nobody is in" : anyRole(roles)}, and you are not in it.`;
    case "author":
      return `You wrote this, so your own \`/${command}\` does not count.${other}`;
    case "requester":
      return `You requested this hand-off, so your own \`/${command}\` does not count.${other}`;
    case "bot":
      return `\`/${command}\` by a bot does not count unless the policy lists the bot.${other}`;
    case "ghost":
      return `The account behind this \`/${command}\` is deleted, so it does not count.${other}`;
    case "membership_unknown":
      return `Baton could not find out whether you may use \`/${command}\` (${inert(refusal.reason)}), and in doubt it refuses. Comment it again later.${whose}`;
    case "no_triage":
      return `\`/${command}\` here is for people with triage rights in this repository.`;
  }
}
