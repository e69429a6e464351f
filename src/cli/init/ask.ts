import { DPOS } from "../../core/policy/presets.js";
import type { Role, Stage } from "../../core/policy/types.js";
import { WrongCall } from "../common/call.js";
import { readPeople, readRole, readStage, type Answers } from "./answers.js";
import { agentOf, engagementsOf } from "./ask-roles.js";
import { boundaryId, firstOpen, following, type Present } from "./present.js";
import type { InitOptions, InitWorld } from "./options.js";
import { askUntil, type One, type Read } from "../common/prompt.js";
import { shippedFor, type Shipped } from "./shipped.js";

/** What is asked against: what is there, and what refuses a hand-off that must not be written again, by its id. */
export interface Before {
  present: Present;
  refuse(id: string): void;
}

/** Takes what was given as options and whom to ask; returns the function that takes one answer. */
export function oneOf({ ask, output }: InitWorld): One {
  return async (given, question, proposal, read) => {
    if (given === undefined && ask) return await askUntil(ask, question, proposal, read, output.out);
    const answer = read(given ?? proposal);
    if (!answer.ok) throw new WrongCall(answer.reason);
    return answer.value;
  };
}

/** Takes what is known already, whom to ask and what is there; returns what was said, of the hand-off first. Throws a WrongCall. */
export async function answersOf(options: InitOptions, world: InitWorld, { present, refuse }: Before): Promise<Answers> {
  const { ask, output } = world;
  const one = oneOf(world);
  if (ask) output.out("Think of the hand-off that goes wrong most often.\n");
  const { from, to } = await boundaryOf(options, one, present, ask !== null);
  refuse(boundaryId(from.id, to.id));
  const found = shippedFor(from.id, to.id);
  const role = async (given: string | undefined, question: string, proposal: string): Promise<Role> => {
    const read = await one(given, question, proposal, readRole);
    if (!ask || given !== undefined || read.users.length + read.teams.length > 0) return read;
    const people = `Who is in ${read.id}? Logins and teams, such as paula, acme/data-pm; nothing: nobody yet`;
    const holders = present.roles.get(read.id);
    const held = holders ? [...holders.users, ...holders.teams].join(", ") : "";
    return { id: read.id, ...(await one(undefined, people, held, readPeople)) };
  };
  const giver = await role(options.giver, "Which role hands it over?", found?.from ?? "pm");
  const taker = await role(options.taker, "Which role takes it over?", found?.to ?? "architect");
  const named = (options.role ?? []).map((text) => valueOf(readRole(text)));
  const { shipped, declined } = await choice(found, { giver, taker, named, startWith: options.startWith, one, asks: ask !== null });
  const missing = (shipped?.others ?? []).filter((id) => ![giver, taker, ...named].some((each) => each.id === id));
  const others = [...named, ...missing.map((id) => ({ id, users: [], teams: [] }))];
  const boundary = { from, to, giver, taker, isFirst: !present.config, mapped: present.mapped };
  const say = ask ? output.out : () => {};
  const engaged = await engagementsOf(options, boundary, one, say);
  return { from, to, giver, taker, others, shipped, declined, engaged, agent: await agentOf(options, giver.id, one, say) };
}

/** Who is asked goes on from what is there; unasked, the same call always means the same boundary. */
async function boundaryOf(options: InitOptions, one: One, present: Present, asks: boolean): Promise<{ from: Stage; to: Stage }> {
  const stages = [...new Set([...present.stages, ...DPOS].map((stage) => stage.id))].join(", ");
  const leave = `Which stage does the work leave? (${stages}, or your own)`;
  const start = asks ? firstOpen(present) : (DPOS[0]?.id ?? "");
  const from = await one(options.from, leave, start, (text) => readStage(text, present.stages));
  const next = following(from.id, present.stages);
  const to = await one(options.to, "Which stage does it enter?", next, (text) => other(readStage(text, present.stages), from.id));
  return { from, to };
}

interface Choice {
  giver: Role;
  taker: Role;
  named: readonly Role[];
  startWith: InitOptions["startWith"];
  one: One;
  asks: boolean;
}

/** Unasked, only a contract is taken whose gates somebody can meet. */
async function choice(found: Shipped | null, given: Choice): Promise<Pick<Answers, "shipped" | "declined">> {
  const { giver, taker, named, startWith, one, asks } = given;
  const fits = found !== null && (giver.id !== taker.id || found.from === found.to);
  if (startWith === "shipped" && !fits) throw new WrongCall("no contract ships for this boundary and these roles; leave --start-with out");
  if (!fits || startWith === "small") return { shipped: null, declined: null };
  if (startWith === "shipped") return { shipped: found, declined: null };
  if (asks) {
    const question = `Take the contract that ships for it, "${found.name}" (${found.gates} gates), or a small one to grow? (shipped, small)`;
    return { shipped: (await one(undefined, question, "shipped", readChoice)) === "shipped" ? found : null, declined: null };
  }
  const lacking = found.others.filter((id) => ![giver, taker, ...named].some((each) => each.id === id));
  if (lacking.length === 0) return { shipped: found, declined: null };
  const roles = lacking.map((id) => `--role ${id}=LOGIN`).join(" ");
  const declined = `"${found.name}" ships for this boundary and also needs ${lacking.join(" and ")}: \`${roles}\` takes it instead, with --force.`;
  return { shipped: null, declined };
}

function readChoice(text: string): Read<"shipped" | "small"> {
  const word = text.trim().toLowerCase();
  return word === "shipped" || word === "small" ? { ok: true, value: word } : { ok: false, reason: "answer `shipped` or `small`" };
}

function valueOf<T>(read: Read<T>): T {
  if (!read.ok) throw new WrongCall(read.reason);
  return read.value;
}

function other<S extends { id: string }>(answer: Read<S>, from: string): Read<S> {
  return answer.ok && answer.value.id === from ? { ok: false, reason: "the work must enter another stage than it leaves" } : answer;
}
