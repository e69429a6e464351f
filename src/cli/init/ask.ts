import { DPOS } from "../../core/policy/presets.js";
import type { Role } from "../../core/policy/types.js";
import { WrongCall } from "../common/call.js";
import { readPeople, readRole, readStage, type Answers } from "./answers.js";
import { agentOf, engagementsOf } from "./ask-roles.js";
import type { InitOptions, InitWorld } from "./options.js";
import { askUntil, type One } from "./prompt.js";
import type { Read } from "./read.js";
import { shippedFor, type Shipped } from "./shipped.js";

/** What is there already. */
export interface Present {
  config: boolean;
  /** Roles that have a file. */
  mapped: ReadonlySet<string>;
}

/** Takes what is known already, whom to ask and what is there; returns what was said, of the hand-off first. Throws a WrongCall. */
export async function answersOf(options: InitOptions, { ask, output }: InitWorld, present: Present): Promise<Answers> {
  const one: One = async (given, question, proposal, read) => {
    if (given === undefined && ask) return await askUntil(ask, question, proposal, read, output.out);
    const answer = read(given ?? proposal);
    if (!answer.ok) throw new WrongCall(answer.reason);
    return answer.value;
  };
  if (ask) output.out("Think of the hand-off that goes wrong most often.\n");
  const stages = `(${DPOS.map((stage) => stage.id).join(", ")}, or your own)`;
  const from = await one(options.from, `Which stage does the work leave? ${stages}`, "discover", readStage);
  const to = await one(options.to, "Which stage does it enter?", following(from.id), (text) => other(readStage(text), from.id));
  const found = shippedFor(from.id, to.id);
  const role = async (given: string | undefined, question: string, proposal: string): Promise<Role> => {
    const read = await one(given, question, proposal, readRole);
    if (!ask || given !== undefined || read.users.length + read.teams.length > 0) return read;
    const people = `Who is in ${read.id}? Logins and teams, such as paula, acme/data-pm; nothing: nobody yet`;
    return { id: read.id, ...(await one(undefined, people, "", readPeople)) };
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
  return { from, to, giver, taker, others, shipped, declined, engaged, agent: await agentOf(options, boundary, one, say) };
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

/** The stage after this one among those that ship; the first after the last. */
export function following(from: string): string {
  const index = DPOS.findIndex((stage) => stage.id === from);
  return DPOS[index + 1]?.id ?? DPOS[0]?.id ?? "";
}

function other<S extends { id: string }>(answer: Read<S>, from: string): Read<S> {
  return answer.ok && answer.value.id === from ? { ok: false, reason: "the work must enter another stage than it leaves" } : answer;
}
