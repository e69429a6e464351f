import type { Agent } from "../core/policy/agents/agent.js";
import type { AgentItem, AgentNews } from "../core/record/agent-item.js";
import { inert } from "./inert.js";
import type { Notice } from "../core/handoff/turn.js";
import { redGates } from "../core/judging/judgement.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import { stageName } from "./stages.js";
import { join } from "./markdown.js";
import { policyWords } from "./policy-words.js";

/** The one comment on an issue that an agent opened and that is held back, or says the same as another. */
export function renderAgentNews(news: AgentNews): string {
  const same = alike(news);
  if (news.what === "alike") return same;
  return [`✋ ${WHY[news.item.is](news)} So this is in no stage, and nothing in it counts.`, next(news), same]
    .filter((text) => text !== "")
    .join("\n\n");
}

/** Why an agent was taken off an item, and what is missing before it may work on it. */
export function renderUnassigned(verdict: ItemVerdict, { unassigned }: Notice): string {
  const stages = (unassigned?.stages ?? []).map((id) => stageName(verdict.stages, id));
  const missing = redGates(verdict).map(({ spec }) => policyWords(spec.title));
  const gates = missing.length > 0 ? ` Missing before the next hand-off: ${join(missing, "and", 10)}.` : "";
  return `↩️ ${name(unassigned?.agent)} is not assigned any more: it may work in ${join(stages, "or")}, and this is in **${policyWords(verdict.stage.name)}** until a hand-off is accepted.${gates} Baton takes it off once; its pull requests stay red meanwhile.`;
}

/** The one comment in a window of an agent's limit that says where it was passed. */
export function renderOverComments({ name: agent, writes, oversight }: Agent): string {
  const rate = writes?.comments;
  const may = rate ? `${rate.create} comments within ${rate.within.text}, and this one is beyond that` : "no comments";
  return `✋ ${name(agent)} may write ${may}. What an agent comments counts for nothing in any case.\n\n**Next:** a member of ${inert(oversight.by)} looks after it. This is said once in that time.`;
}

const WHY: Record<AgentItem["is"], (news: AgentNews) => string> = {
  within: () => "",
  over_limit: ({ agent, account }) => {
    const rate = agent?.writes?.issues;
    return `${name(agent?.name)} (${inert(account)}) may open ${rate?.create ?? 0} issues within ${rate?.within.text ?? "that time"}, and this is beyond that.`;
  },
  read_only: ({ agent, account }) => `${name(agent?.name)} (${inert(account)}) may open no issues.`,
  undeclared: ({ account }) => `No file in \`contracts/agents/\` declares ${inert(account)}, and the policy refuses what it does.`,
};

function next({ agent }: AgentNews): string {
  if (agent === null) return "Declare the account there, or name it under `agents: { exempt: [...] }` in `.github/baton.yml`.";
  const role = inert(agent.oversight.by);
  return `**Next:** a member of ${role} reads it and comments \`/confirm agent\`, which lets in exactly what it says then. Nothing is closed.`;
}

function alike({ alike: numbers }: AgentNews): string {
  if (numbers.length === 0) return "";
  return `Its title says the same as ${join(
    numbers.map((number) => `#${number}`),
    "and",
  )}, which ${numbers.length === 1 ? "is" : "are"} open.`;
}

function name(text: string | undefined): string {
  return `**${policyWords(text ?? "The agent")}**`;
}
