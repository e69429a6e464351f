import type { AgentRefusal, AgentStanding } from "../core/record/agent-standing.js";
import { AGENTS_FOLDER } from "../core/policy/paths.js";
import { wordsBy, type WordsBy } from "./by-kind.js";
import type { Detail } from "./detail.js";
import { inert } from "./inert.js";
import { count, join } from "./markdown.js";

type Quote = (text: string) => string;
interface Voice {
  quote: Quote;
  /** So many files are named. */
  most: number;
}

/** What stands in the way first because of an agent, in plain text: what is red before what waits. */
export function agentTitle({ refusals }: AgentStanding): string | null {
  const [first] = [...refusals].toSorted((a, b) => rank(a) - rank(b));
  return first ? found(first, { quote: (text) => text, most: 2 }) : null;
}

/** All that agents mean for a pull request, as Markdown: what was found, what is needed, how to mend it. */
export function agentLines({ refusals, undeclared }: AgentStanding, detail: Detail): string {
  const voice = { quote: inert, most: detail.findings };
  const lines = refusals
    .slice(0, detail.steps)
    .map((refusal) => `* ${found(refusal, voice)}. ${wordsBy(NEEDED, "why", { ...refusal, ...voice })}`);
  const hidden = refusals.length - lines.length;
  const reported = undeclared.slice(0, detail.findings).map((account) => inert(account));
  return [
    ...(lines.length > 0 ? [`**Made by an agent**\n${lines.join("\n")}${hidden > 0 ? `\n* and ${hidden} more` : ""}`] : []),
    ...(reported.length > 0
      ? [
          `No file in \`contracts/agents/\` declares ${join(reported, "and")}, so nothing says what may be touched here. \`agents: { undeclared: refuse }\` would hold this.`,
        ]
      : []),
  ].join("\n\n");
}

function rank({ why }: AgentRefusal): number {
  return why === "destructive" || why === "unconfirmed" ? 1 : 0;
}

function found(refusal: AgentRefusal, voice: Voice): string {
  return wordsBy(FOUND, "why", { ...refusal, ...voice });
}

type Told = AgentRefusal & Voice;

const FOUND: WordsBy<"why", Told> = {
  read_only: ({ agent, quote }) => `${quote(agent)} may only read, and made part of this`,
  outside: ({ agent, quote, ...files }) => `${quote(agent)} left its radius: ${list(files, quote)}`,
  too_large: ({ agent, what, is, most, quote }) => `${quote(agent)} changes ${count(is, what.slice(0, -1))} here, and may change ${most}`,
  too_many: ({ agent, open, most, quote }) => `This is the ${ordinal(open)} open pull request of ${quote(agent)}, which may have ${most}`,
  deletes: ({ agent, quote, ...files }) => `${quote(agent)} may delete nothing, and deletes ${list(files, quote)}`,
  no_contract: ({ agent, quote }) => `${quote(agent)} works under a contract only, and this closes no governed issue`,
  stage: ({ agent, reference, stage, quote }) => `${quote(agent)} may not work on ${quote(reference)}, which is in ${quote(stage)}`,
  undeclared: ({ account, quote }) => `No file declares ${quote(account)}, which made part of this`,
  unread: ({ agent, reason, quote }) => `What ${agent === null ? "agents" : quote(agent)} did here could not be told: ${quote(reason)}`,
  destructive: ({ agent, role, quote, ...files }) => `${quote(role)} must confirm what ${quote(agent)} destroys: ${list(files, quote)}`,
  unconfirmed: ({ agent, role, quote }) => `${quote(role)} must confirm what ${quote(agent)} wrote`,
};

const NEEDED: WordsBy<"why", Told> = {
  read_only: () => `No word lifts that: its file in \`${AGENTS_FOLDER}/\` grants it nothing to write.`,
  outside: () => "No word lifts that: take these files out, or have the owners of the policy widen its radius first.",
  too_large: () => "Split it: no word lifts a limit.",
  too_many: () => "It waits until one of the older ones is closed.",
  deletes: () => "Take that out: its file says `deletes: refuse`.",
  no_contract: () => "Link the issue it works on: write `Closes #123` in the description.",
  stage: () => "It may work where its file's `stages` say, once the hand-off into that stage was accepted.",
  undeclared: () =>
    `Declare the account in \`${AGENTS_FOLDER}/\`, or name it under \`agents: { exempt: [...] }\` in \`.github/baton.yml\`.`,
  unread: () => "What is not known is no pass; Re-check looks again.",
  destructive: ({ role, quote }) => `A member of ${quote(role)} comments \`/confirm destructive\`; the word holds for this commit only.`,
  unconfirmed: ({ role, quote }) =>
    `A member of ${quote(role)} comments \`/confirm agent\`; the word holds for this commit and this description only.`,
};

function list({ files, total, most }: { files: string[]; total: number; most: number }, quote: Quote): string {
  const shown = files.slice(0, most).map(quote);
  const hidden = total - shown.length;
  return hidden > 0 ? `${shown.join(", ")} and ${hidden} more` : join(shown, "and");
}

function ordinal(value: number): string {
  const [tens, ones] = [value % 100, value % 10];
  const ending = tens > 10 && tens < 14 ? "th" : (["th", "st", "nd", "rd"][ones] ?? "th");
  return `${value}${ending}`;
}
