import type { Notice } from "../core/handoff/turn.js";
import type { Role } from "../core/policy/types.js";
import { rejectionOf } from "../core/record/state.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import { howToBegin } from "./begin.js";
import { inert } from "./inert.js";
import { voidWords } from "./remarks.js";
import { sortGates } from "./gates.js";
import { boundaryWords, crossing, stageName } from "./stages.js";
import { near } from "./time.js";
import { bounded, count, join, person, roleWords, stop } from "./markdown.js";
import { policyWords } from "./policy-words.js";

const LOGIN = /^[a-z\d](?:[a-z\d-]{0,38})$/i;
const TEAM = /^[a-z\d](?:[a-z\d-]{0,38})\/[\w-]{1,100}$/i;
const SENTENCE = 600;

/** The one line that hands the ball to the receiver, and pings. A role without people pings nobody and says so. */
export function renderAsk(verdict: ItemVerdict): string {
  const what = `${boundaryWords(verdict) ?? "this"}${verdict.contract ? ` (${policyWords(verdict.contract.name)})` : ""}`;
  const who = pings(verdict.receiver);
  if (who === "") return `${nobody(verdict.receiver)} ${what} is ready and waits; nobody was asked.`;
  return `${who}: ${what} is ready for you. Read the brief above, then \`/ack\` or \`/reject REASON\`${by(verdict)}.`;
}

/** The one line that gives the ball back to whoever requested, after a `/reject`; pings that person. */
export function renderSentBack(verdict: ItemVerdict): string {
  const rejection = rejectionOf(verdict.handoff);
  const why = rejection ? `: ${stop(bounded(inert(rejection.reason), SENTENCE))}` : ".";
  return `${requester(verdict)}: ${person(rejection?.by ?? null)} sent ${boundaryWords(verdict) ?? "this"} back${why} Mend that, or answer with \`/handoff\`.`;
}

/** The one line after an ack was voided: to the one who acknowledged while the gates are green, else to whoever requested. */
export function renderAckVoid(verdict: ItemVerdict): string {
  const voided = verdict.handoff?.voided[0];
  const why = voided ? voidWords(voided) : "what it acknowledged changed";
  const red = sortGates(verdict.gates).red.map((gate) => policyWords(gate.spec.title));
  if (red.length > 0)
    return `${requester(verdict)}: the \`/ack\` by ${person(voided?.by ?? null)} counts no longer: ${why}, and ${count(red.length, "gate")} must turn green again: ${join(red)}.`;
  const who = voided && voided.why !== "not_a_member" ? mention(voided.by) : pings(verdict.receiver) || nobody(verdict.receiver);
  return `${who}: ${voided?.why === "not_a_member" ? `the \`/ack\` by ${person(voided.by)}` : "your `/ack`"} counts no longer: ${why}. Read it again, then \`/ack\` or \`/reject REASON\`${by(verdict)}.`;
}

/** The one line that tells those who are to be consulted, by name and without a ping, that work asks to leave a stage. */
export function renderConsult(verdict: ItemVerdict, { roles, from, to, by: who }: NonNullable<Notice["consult"]>): string {
  return `${join(roles.map(roleWords), "and", 8)}: ${person(who)} asked for ${crossing(verdict.stages, from, to)}, and you are consulted in ${stageName(verdict.stages, from)}. Say what the receivers should know; nothing waits for it.`;
}

/** The one line that reminds whoever holds the ball how much of the time is over. */
export function renderDeadline(verdict: ItemVerdict, share: 50 | 75 | 100): string {
  if (!verdict.due) return `${pings(verdict.receiver) || "Whoever receives this"}: this still waits for you.`;
  const { what, at } = verdict.due;
  const who = what === "begin" ? takers(verdict) : pings(verdict.receiver) || nobody(verdict.receiver);
  const when = near(at, verdict.timezone);
  const time = share === 100 ? `is overdue since ${when}` : `is due ${when}; ${share} % of the time is over`;
  const boundary = plainBoundary(verdict);
  return what === "begin"
    ? `${who}: the start of ${policyWords(verdict.stage.name)} ${time}. To begin it, ${howToBegin(verdict)}.`
    : `${who}: the acknowledgement of ${boundary} ${time}. \`/ack\` takes it over, \`/reject REASON\` sends it back.`;
}

function takers(verdict: ItemVerdict): string {
  const receipt = verdict.receipts.find((one) => one.to === verdict.stage.id);
  const acks = receipt?.acknowledgedBy.map((ack) => mention(ack.by)) ?? [];
  return acks.length > 0 ? acks.join(" ") : pings(verdict.beginning?.by ?? null) || "Whoever took this over";
}

function plainBoundary(verdict: ItemVerdict): string {
  return boundaryWords(verdict) ?? "this";
}

function by(verdict: ItemVerdict): string {
  return verdict.due?.what === "acknowledge" ? `, by ${near(verdict.due.at, verdict.timezone)}` : "";
}

function nobody(role: Role | null): string {
  return role === null ? "The policy knows no receiver." : `Nobody can take this over: ${roleWords(role)}.`;
}

function requester(verdict: ItemVerdict): string {
  return verdict.handoff ? mention(verdict.handoff.requestedBy) : pings(verdict.giver) || giver(verdict);
}

function giver(verdict: ItemVerdict): string {
  return verdict.giver ? roleWords(verdict.giver) : "Giver";
}

function pings(role: Role | null): string {
  if (role === null) return "";
  return [...role.teams.map(team), ...role.users.map(mention)].join(" ");
}

/** Only what GitHub could have issued as a name is ever written as a mention. */
function mention(who: string | { login: string }): string {
  const login = typeof who === "string" ? who : who.login;
  return LOGIN.test(login) ? `@${login}` : person(login);
}

function team(name: string): string {
  return TEAM.test(name) ? `@${name}` : inert(name);
}
