import type { Role, Stage } from "../../core/policy/types.js";
import { WrongCall } from "../common/call.js";
import { readRole } from "./answers.js";
import type { InitOptions } from "./options.js";
import type { One, Read } from "../common/prompt.js";
import { readAgentName, readEngagement, readGlobs, readTask, type AgentAnswer, type Engaged } from "./role-answers.js";

/** What is known when it is asked about roles and agents. */
interface Boundary {
  from: Stage;
  to: Stage;
  giver: Role;
  taker: Role;
  /** True where the lifecycle is written with it, so that no other stage can be meant. */
  isFirst: boolean;
  /** Roles that have a file already. */
  mapped: ReadonlySet<string>;
}

/** What a step says before it asks; nothing where nobody is asked. */
type Say = (text: string) => void;

/** Asks how the two roles take part in stages. Returns those of whom something was said; throws a WrongCall. */
export async function engagementsOf(
  options: InitOptions,
  { from, to, giver, taker, isFirst, mapped }: Boundary,
  one: One,
  say: Say,
): Promise<Engaged[]> {
  const stages = isFirst ? [from.id, to.id] : null;
  const given = new Map((options.engagement ?? []).map((text) => splitEngagement(text)));
  const asked = [...new Set([giver.id, taker.id, ...given.keys()])].filter((id) => given.has(id) || !mapped.has(id));
  if (asked.some((id) => !given.has(id))) say("\nMap your engagement: who leads, supports or is consulted where.\n");
  const engaged: Engaged[] = [];
  for (const role of asked) {
    const question = `How does ${role} take part? Such as ${from.id}=lead ${to.id}=support; nothing: not said yet`;
    engaged.push({ role, engagement: await one(given.get(role), question, "", (text) => readEngagement(text, stages)) });
  }
  return engaged.filter(({ engagement }) => Object.keys(engagement).length > 0);
}

/** Asks for one agent of a role, and sorts its task. Returns null where there is none; throws a WrongCall. */
export async function agentOf(options: InitOptions, role: string, one: One, say: Say): Promise<AgentAnswer | null> {
  if (options.agent === undefined || options.writes === undefined) say("\nOne agent, with what it may do.\n");
  const which = `Which agent works for ${role}? Its name, with its account such as scanner=scanner[bot]; nothing: none`;
  const named = await one(options.agent, which, "", readAgentName);
  if (named === null && (options.writes ?? options.task) !== undefined) throw new WrongCall("--writes and --task go with --agent");
  if (named === null) return null;
  const usual = `Works for ${role}.`;
  const process = await one(
    options.agent === undefined ? undefined : usual,
    `What does ${named.name} do, in a sentence?`,
    usual,
    readSentence,
  );
  const writes = await one(options.writes, "Which folders may it write, such as docs/market/**? Nothing: it may only read", "", readGlobs);
  if (options.task === undefined) say("\nSort its tasks.\n");
  const three = [
    "Is a mistake cheap to put right?",
    "Does one tool do it?",
    "Does nothing else hang on it?",
    "Answer all three, such as yes yes no",
  ].join("\n");
  return { ...named, role, process, writes, ...(await one(options.task, three, "no no no", readTask)) };
}

function readSentence(text: string): Read<string> {
  return { ok: true, value: text.replace(/\s+/g, " ").trim().slice(0, 200) };
}

function splitEngagement(text: string): [string, string] {
  const [name = "", ...rest] = text.split("=");
  const role = readRole(name);
  if (!role.ok) throw new WrongCall(role.reason);
  return [role.value.id, rest.join("=")];
}
