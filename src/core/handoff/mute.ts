import { loginKey } from "../basics/names.js";
import { agentOf } from "../policy/agents/accounts.js";
import type { Comment } from "../facts/snapshot.js";
import type { Turn } from "./turn.js";

/** True for what nobody is answered for. Two bots that answer each other never end: a bot that may not speak here hears nothing either. */
export function isMute({ policy }: Pick<Turn, "policy">, { author }: Comment): boolean {
  if (author?.type !== "Bot") return false;
  return agentOf(policy, author) !== null || !policy.acknowledgement.bots.some((login) => loginKey(login) === loginKey(author.login));
}
