import type { Actor } from "../../facts/actor.js";
import { loginKey, sameLogin } from "../../basics/names.js";
import type { PullRequestRef } from "../../facts/linked-pull.js";
import { pinOf, UNDECLARED } from "../pins.js";
import type { Policy } from "../types.js";
import { accountList, agentsOf, isSeenFirst, type Agent } from "./agent.js";

type Declared = Pick<Policy, "parts" | "pins" | "agents">;
type Account = Pick<Actor, "login"> & { id: number | null; type?: Actor["type"] };

/**
 * Takes a policy and an account; returns the agent that acts as it, null when none does. The account counts that a login named when the policy was
 * first read, and also whoever has the login now: where the two differ, nobody gets out by a new name.
 */
export function agentOf(policy: Declared, account: Account | null): Agent | null {
  if (account === null) return null;
  return agentsOf(policy).find((agent) => agent.accounts.some((login) => isMeant(policy, accountList(agent.id), login, account))) ?? null;
}

/** True for a bot that no file declares, in a policy that declares some. This App is nobody's agent. */
export function isUndeclared(policy: Declared, actor: Actor | null): boolean {
  if (actor === null || actor.isSelf || actor.type !== "Bot" || agentsOf(policy).length === 0) return false;
  return agentOf(policy, actor) === null && !isExempt(policy, actor);
}

/**
 * Takes a linked pull request; returns it with the doubt that an agent opened it whose work is to be seen first. What was merged was seen, by whoever
 * merged it: unless that is an agent, or not known.
 */
export function doubtedByAgent(policy: Declared, pull: PullRequestRef): PullRequestRef {
  const agent = pull.state !== "closed" && !pull.doubt ? agentOf(policy, pull.author ?? null) : null;
  if (agent === null || !isSeenFirst(agent)) return pull;
  const isMerged = pull.state === "merged";
  const wasSeen = isMerged && pull.mergedBy != null && agentOf(policy, pull.mergedBy) === null;
  return wasSeen ? pull : { ...pull, doubt: { is: "agent", agent: agent.name, merged: isMerged } };
}

/** The accounts of an agent, with the one that wrote something. As GitHub's lists name them: a bot's with `[bot]`, whatever the file says. */
export function accountsWith(agent: Agent, author: Actor | null): string[] {
  const own = author === null ? [] : [author.type === "Bot" ? `${author.login}[bot]` : author.login];
  const others = agent.accounts.filter((account) => author === null || !sameLogin(account, author.login));
  return [...new Map([...own, ...others].map((account) => [loginKey(account), account])).values()];
}

// Who needs no file is exempt by its account, and not by having taken a name.
function isExempt(policy: Declared, actor: Actor): boolean {
  return (policy.agents?.exempt ?? []).some((login) => {
    const pin = pinOf(policy, UNDECLARED, login);
    return sameLogin(login, actor.login) && (!pin || (pin.known && pin.value === actor.id));
  });
}

// A bot and a person may have one name but for the suffix: where nobody tells which it is, their numbers do.
function isMeant(policy: Declared, list: string, login: string, { login: has, id, type }: Account): boolean {
  const pin = pinOf(policy, list, login);
  const pinned = pin?.known && pin.value !== null && id !== null ? pin.value === id : null;
  if (pinned === true) return true;
  if (!sameLogin(login, has)) return false;
  if (type === undefined) return pinned === null;
  return type === "Bot" || !login.toLowerCase().endsWith("[bot]");
}
