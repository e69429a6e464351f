import type { Reply } from "../core/handoff/reply.js";
import type { UsageError } from "../core/commands/until.js";
import { wordsBy, type WordsBy } from "./by-kind.js";
import { helpWords } from "./help.js";
import { inert } from "./inert.js";
import { labelWords } from "./label-words.js";
import { refusalWords } from "./refusals.js";
import { statusWords } from "./status.js";
import { usageWords } from "./usage.js";
import { count, join, person, roleWords } from "./markdown.js";
import { policyWords } from "./policy-words.js";

/** The answer to a command: one line (but for `/status` and `/help`) that names the reason and who could do it. Pings nobody. */
export function renderReply(reply: Reply): string {
  return `${person(reply.by)} ${wordsBy(WRITERS, "kind", reply)}`;
}

/** Distinct answers shown when many comments are answered at once. */
const MOST_LINES = 10;

/** One answer to the commands of many comments. Takes what each would have been answered, each once, and how many comments took effect. */
export function renderManyAnswers(lines: readonly string[], told: { comments: number; done: number }): string {
  const done = told.done === 0 ? "" : ` 👍 ${told.done} of them did what they say.`;
  const head = `Commands in ${count(told.comments, "comment")} came at once, so this is one answer to all.${done}`;
  const hidden = lines.length - MOST_LINES;
  const rest = hidden > 0 ? [`${count(hidden, "more answer")} left out. \`/status\` shows where this stands.`] : [];
  return [head, ...lines.slice(0, MOST_LINES), ...rest].join("\n\n");
}

const WRITERS: WordsBy<"kind", Reply> = {
  unknown_command: (reply) => `${inert(`/${reply.word}`)} is not a command; did you mean \`/${reply.suggestion}\`?`,
  misplaced_command: (reply) =>
    `\`/${reply.command}\` did nothing: a command is a line of its own in plain text, outside code, lists and quotes. Write it so in a new comment.`,
  edited: (reply) => `This comment was edited, so its \`/${reply.command}\` does not count. Write it in a new comment.`,
  too_many_commands: (reply) =>
    `You wrote more than ${reply.most} commands here within an hour, so those from this comment on are not read. When the hour is over, write once what you want.`,
  not_governed: (reply) => `\`/${reply.command}\` does nothing here: no lifecycle governs this. A stage label puts it under one.`,
  closed: (reply) => `\`/${reply.command}\` does nothing while this is closed. Reopen it first.`,
  observing: (reply) => `Baton only observes here, so \`/${reply.command}\` moves nothing. The comment above says what it would have done.`,
  refused: (reply) => refusalWords(reply.command, reply.refusal, reply.roles),
  usage: (reply) => `Write ${usageWords(reply.command)}.`,
  bad_arguments: (reply) => `${wordsBy(WRONG_ARGUMENTS, "why", reply.error)} Write ${usageWords(reply.command)}.`,
  nothing_to_waive: (reply) =>
    `**${policyWords(reply.title)}** (${inert(reply.gate)}) does not stand in the way, so there is nothing to waive.`,
  no_handoff: (reply) =>
    `Nothing is requested, so there is nothing to \`/${reply.command}\`.${reply.next ? ` To request ${policyWords(reply.next.name)}, the giver adds the label ${labelWords(reply.next.label)} or comments \`/handoff\`.` : ""}`,
  gates_not_green: (reply) =>
    `Nothing waits for \`/${reply.command}\` yet: ${count(reply.gates.length, "gate")} ${reply.gates.length === 1 ? "is" : "are"} not green (${names(reply.gates)}). See above; comment again once all are.`,
  rejected_already: (reply) =>
    `${person(reply.rejectedBy)} sent this back, so \`/${reply.command}\` does not count until the content changes or the giver answers \`/handoff\`.`,
  held: (reply) =>
    `${person(reply.heldBy)} holds this (${inert(reply.reason)}), so \`/${reply.command}\` does not count until it goes on with \`/unhold\`.`,
  not_held: () => "Nobody holds this, so there is nothing to let go on.",
  stale_word: (reply) =>
    reply.changed.length === 0
      ? `Your \`/${reply.command}\` cannot be shown to be about what stands here now. Read it again, then \`/${reply.command}\` again.`
      : `Your \`/${reply.command}\` was for content that changed afterwards (${names(reply.changed)}). Read it again, then \`/${reply.command}\` again.`,
  unknown_gate: (reply) => `${inert(reply.gate)} is not a gate here; ${meant(reply.suggestion, reply.known)}`,
  gate_takes_no_confirmation: (reply) =>
    `**${policyWords(reply.title)}** (${inert(reply.gate)}) is not a matter of confirmation: it is judged from the content.`,
  unknown_stage: (reply) => `${inert(reply.stage)} is not a stage; ${meant(reply.suggestion, reply.known)}`,
  same_stage: (reply) => `This is in ${policyWords(reply.stage)} already.`,
  skipped_stage: (reply) =>
    `${policyWords(reply.from)} → ${policyWords(reply.to)} would skip a stage.${reply.next === null ? "" : ` The next one is ${policyWords(reply.next)}.`}`,
  no_contract: (reply) =>
    `No contract covers ${policyWords(reply.from)} → ${policyWords(reply.to)}, so it cannot be crossed. Whoever keeps the policy can add one under \`contracts/\`.`,
  backward_forbidden: (reply) => `The policy forbids moving back (${policyWords(reply.from)} → ${policyWords(reply.to)}).`,
  already_requested: (reply) =>
    `${policyWords(reply.to)} is requested already; the request stays armed. The comment above shows what it waits for.`,
  already_begun: (reply) => `${policyWords(reply.stage)} has begun already.`,
  nothing_to_begin: (reply) => `There is nothing to begin: nobody was asked to start ${policyWords(reply.stage)}.`,
  override_not_configured: () =>
    "This policy allows no override. Whoever keeps it can name a role under `override:` in `.github/baton.yml`.",
  override_code: (reply) =>
    `To force this into ${policyWords(reply.to)}, comment ${inert(`/override ${reply.code}: REASON`)}. ${bypasses(reply)}${reply.second ? ` A second person, from ${roleWords(reply.second)}, must confirm it.` : ""} The code holds for the content as it is now.`,
  override_wrong_code: (reply) => `${WRONG_CODE[reply.why]} Comment \`/override\` for a new one.`,
  override_needs_second: (reply) =>
    `Noted. It takes a second person: somebody in ${roleWords(reply.role)} comments ${inert(`/override ${reply.code}: REASON`)}.`,
  override_same_person: (reply) => `You were the first of the two already. The second must be someone else, from ${roleWords(reply.role)}.`,
  status: (reply) => `Here is where this stands.\n\n${statusWords(reply.verdict)}`,
  help: (reply) => helpWords(reply.verdict, reply.overrideRoles),
};

const WRONG_CODE = {
  unknown: "That is not the code.",
  content_changed: "The content changed after that code was given, so it does not hold any more.",
  expired: "That code has expired.",
};

const WRONG_ARGUMENTS: WordsBy<"why", UsageError> = {
  form: () => "That is not in the command's form.",
  no_date: ({ found }) => `${inert(found)} is not a date.`,
  past: ({ date, today }) => `${date} is over (today is ${today}).`,
  too_far: ({ date, latest }) => `${date} is too far away; the latest day is ${latest}.`,
  no_reason: () => "The reason is missing.",
  no_account: ({ found }) => `${inert(`@${found}`)} is no account on GitHub.`,
  cannot_read: ({ found }) => `${inert(`@${found}`)} cannot read this repository.`,
  not_a_user: ({ found }) => `${inert(found)} is no user.`,
};

function bypasses(reply: Extract<Reply, { kind: "override_code" }>): string {
  const parts = [
    ...(reply.bypassed.length > 0 ? [`${count(reply.bypassed.length, "gate")} (${names(reply.bypassed)})`] : []),
    ...(reply.acknowledgement ? ["the receiver's acknowledgement"] : []),
  ];
  return parts.length === 0 ? "Nothing would be bypassed." : `It would bypass ${join(parts)}.`;
}

function meant(suggestion: string | null, known: string[]): string {
  if (suggestion !== null) return `did you mean ${inert(suggestion)}?`;
  return known.length === 0 ? "there are none here." : `known here: ${join(known.map(inert), "and", 20)}.`;
}

function names(texts: string[]): string {
  return join(texts.map(policyWords), "and", 12);
}
