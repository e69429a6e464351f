import { slug } from "../../core/form/slug.js";
import { modeOf } from "../../core/policy/agents/delegation.js";
import { radiusTrouble } from "../../core/policy/agents/radius.js";
import type { Mode, Task } from "../../core/policy/agents/agent.js";
import type { Read } from "../common/prompt.js";
import { LOGIN, LONGEST_ID } from "./read.js";

/** How a role takes part: stages with what it does there. */
type Engagement = Record<string, string>;

/** A role with how it takes part. */
export interface Engaged {
  role: string;
  engagement: Engagement;
}

/** An agent as far as it was asked about. */
export interface AgentAnswer {
  id: string;
  name: string;
  account: string;
  /** The role that it works for, and that looks at what it did. */
  role: string;
  process: string;
  /** Globs of what it may write; none: it may only read. */
  writes: string[];
  task: Task;
  mode: Mode;
}

const WANTED = "give the agent's name, and behind = the GitHub account it acts as, such as market-scanner=market-scanner[bot]";
const ENGAGED = ["lead", "support", "consult", "none"];

/** Takes `discover=lead decide=support` and the stages there are, null where any may be; returns the engagement. Nothing is an answer, too. */
export function readEngagement(text: string, stages: readonly string[] | null): Read<Engagement> {
  const engagement: Engagement = {};
  for (const part of text.split(/[\s,]+/).filter((each) => each !== "")) {
    const [name = "", how = ""] = part.split(/[=:]/);
    const stage = slug(name, LONGEST_ID);
    if (!ENGAGED.includes(how))
      return { ok: false, reason: `say ${ENGAGED.join(", ")} for a stage, such as ${exampleOf(stage, stages)}=lead` };
    if (stage === "" || (stages && !stages.includes(stage)))
      return { ok: false, reason: `"${name.slice(0, 60)}" is no stage here${stages ? `: say it of ${stages.join(" and ")}` : ""}` };
    engagement[stage] = how;
  }
  return { ok: true, value: engagement };
}

function exampleOf(stage: string, stages: readonly string[] | null): string {
  const isOne = stages ? stages.includes(stage) : stage !== "" && !ENGAGED.includes(stage);
  return isOne ? stage : (stages?.[0] ?? "discover");
}

/** Takes an agent's name, with its account behind `=` where it is not the name's bot; returns both, null for none. */
export function readAgentName(text: string): Read<Pick<AgentAnswer, "id" | "name" | "account"> | null> {
  if (/^\s*(?:none|no|nothing|-)?\s*$/i.test(text)) return { ok: true, value: null };
  const [name = "", ...rest] = text.split("=");
  const id = slug(name, LONGEST_ID);
  if (id === "" || /[:,;]/.test(name))
    return { ok: false, reason: "an agent needs a name with letters from a to z, or digits, such as market-scanner" };
  const account = (rest.length === 0 ? `${id}[bot]` : rest.join("=")).trim().replace(/^@/, "");
  // How a role takes part is typed here by whoever is one question behind.
  const why = ENGAGED.includes(account.toLowerCase()) ? "says how a role takes part, and is no account" : "is no account";
  if (why !== "is no account" || !LOGIN.test(account)) return { ok: false, reason: `"${account.slice(0, 60)}" ${why}: ${WANTED}` };
  return { ok: true, value: { id, name: id.split("-").map(capital).join(" "), account } };
}

/** Takes globs with commas between them; returns them. None is an answer, too. */
export function readGlobs(text: string): Read<string[]> {
  const globs = text
    .split(",")
    .map((glob) => glob.trim())
    .filter((glob) => glob !== "");
  // An account is typed where a folder is asked for by whoever is one question ahead.
  const wrong = globs.find((glob) => radiusTrouble(glob) !== null || glob.endsWith("[bot]"));
  if (wrong !== undefined)
    return {
      ok: false,
      reason: `"${wrong.slice(0, 60)}" is no folder that an agent may write, such as docs/market/**; contracts/ and .github/ never are`,
    };
  return { ok: true, value: globs };
}

/** Takes three times yes or no: whether a mistake is cheap, one tool does it, nothing else hangs on it; returns the task with the mode it gives. */
export function readTask(text: string): Read<Pick<AgentAnswer, "task" | "mode">> {
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== "");
  if (words.length !== 3 || words.some((word) => word !== "yes" && word !== "no"))
    return { ok: false, reason: "answer three times yes or no, such as: yes yes no" };
  const [cheap, single, alone] = words.map((word) => word === "yes");
  const task: Task = {
    tolerance: cheap ? "high" : "low",
    tools: single ? "single" : "multiple",
    independence: alone ? "self_contained" : "interdependent",
  };
  return { ok: true, value: { task, mode: modeOf(task) } };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
