import { parseFrontMatter } from "../../document/front-matter.js";
import type { Agent } from "../../policy/agents/agent.js";
import type { ReadAgent } from "../../policy/agents/read.js";
import type { PolicyFile } from "../../policy/source-file.js";
import { isRecord } from "../../yaml/line.js";
import type { LintedPolicy } from "../rule.js";

/** An agent with its real definition, as far as it could be read. */
export interface Defined extends ReadAgent {
  definition: PolicyFile;
  /** What its front matter says. */
  data: Record<string, unknown>;
}

/** Where GitHub looks for definitions of agents. Source: GitHub's reference "Custom agents configuration". */
export function isDefinition(path: string): boolean {
  return /^\.github\/agents\/[^/]+\.md$/i.test(path);
}

/** Workflows that an agent carries out. Source: the reference of GitHub Agentic Workflows. */
function isAgenticWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.md$/i.test(path);
}

/** Takes a file; true for an agentic workflow whose agent may write: by safe outputs, or by itself. What cannot be read counts by its words. */
export function isWritingWorkflow({ path, text }: PolicyFile): boolean {
  if (!isAgenticWorkflow(path)) return false;
  const parsed = parseFrontMatter(text);
  if (!parsed.ok) return /^safe-outputs[ \t]{0,4}:/m.test(text);
  const outputs = parsed.data?.["safe-outputs"];
  return (isRecord(outputs) && Object.keys(outputs).length > 0) || directIn(parsed.data ?? {}).length > 0;
}

/** True for a file that may define an agent: lint holds it against what is declared. */
export function isAgentReality(path: string): boolean {
  return isDefinition(path) || isAgenticWorkflow(path);
}

/** Takes a policy with the files beside it; returns the agents whose definition is there and can be read. */
export function definedAgents({ agents, others }: LintedPolicy): Defined[] {
  return agents.flatMap((read): Defined[] => {
    const definition = others.find(({ path }) => isAgentReality(path) && names(read.agent, path));
    const parsed = definition && parseFrontMatter(definition.text);
    return definition && parsed?.ok ? [{ ...read, definition, data: parsed.data ?? {} }] : [];
  });
}

/** True when the agent's file says that the path is its definition. */
export function names({ definition }: Agent, path: string): boolean {
  return definition !== null && definition.normalize("NFC").replace(/^(?:\.?\/)+/, "") === path.normalize("NFC");
}

/** The tools that a definition lists; null: it has no such line, which means all of them. Source: as `isDefinition`. */
export function toolsIn(data: Record<string, unknown>): string[] | null {
  const { tools } = data;
  if (typeof tools === "string") return tools.split(",").map((tool) => tool.trim());
  return Array.isArray(tools) ? tools.filter((tool) => typeof tool === "string") : null;
}

/** A hand-off that a definition offers. Source: VS Code's "Custom agent file reference". */
export interface Offered {
  agent: string;
  /** It is sent without anybody looking at it. */
  send: boolean;
}

/** Takes a definition; returns the hand-offs that it offers. */
export function handoffsIn({ handoffs }: Record<string, unknown>): Offered[] {
  if (!Array.isArray(handoffs)) return [];
  return handoffs.flatMap((one: unknown) =>
    isRecord(one) && typeof one["agent"] === "string" ? [{ agent: one["agent"], send: one["send"] === true }] : [],
  );
}

/** What a definition lets its agent write, by the word that lets it. */
export interface Power {
  word: string;
  of: "files" | "issues" | "comments" | "anything";
  /** How many at once; null where nothing says. */
  most: number | null;
}

const FILE_TOOLS = new Set(["edit", "multiedit", "write", "notebookedit", "editfiles", "edit/editfiles", "createfile", "edit/createfile"]);
const SHELL_TOOLS = new Set(["execute", "shell", "bash", "powershell", "runcommands", "runinterminal", "execute/runinterminal", "*"]);
const OUTPUTS = new Map<string, Power["of"]>([
  ["create-issue", "issues"],
  ["create-pull-request", "files"],
  ["push-to-pull-request-branch", "files"],
  ["add-comment", "comments"],
  ["create-pull-request-review-comment", "comments"],
]);

/** Takes a definition; returns what it may write. Tools that it only reads with, and those that nobody knows, are left out. */
export function powersOf(data: Record<string, unknown>): Power[] {
  const tools = (toolsIn(data) ?? []).flatMap((tool): Power[] => {
    const of = toolPower(tool);
    return of ? [{ word: tool, of, most: null }] : [];
  });
  const outputs = isRecord(data["safe-outputs"]) ? Object.entries(data["safe-outputs"]) : [];
  return [
    ...tools,
    ...outputs.flatMap(([word, limits]): Power[] => {
      const of = OUTPUTS.get(word);
      const max = isRecord(limits) ? limits["max"] : undefined;
      // Each output has a limit of its own where none is written; the smallest of them is one.
      return of && limits !== false ? [{ word, of, most: typeof max === "number" ? max : 1 }] : [];
    }),
  ];
}

const WRITING = ["contents", "issues", "pull-requests"];

/** Takes an agentic workflow; returns the permissions by which its agent writes by itself, as it spells them. Source: "Permissions" in the reference of GitHub Agentic Workflows. */
export function directIn({ permissions }: Record<string, unknown>): string[] {
  if (typeof permissions === "string") return permissions === "write-all" ? [permissions] : [];
  if (!isRecord(permissions)) return [];
  return WRITING.filter((name) => permissions[name] === "write").map((name) => `${name}: write`);
}

function toolPower(tool: string): Power["of"] | null {
  const name = tool.toLowerCase();
  if (SHELL_TOOLS.has(name) || name === "github/*") return "anything";
  if (FILE_TOOLS.has(name)) return "files";
  const called = /^github\/(\w+)$/.exec(name)?.[1];
  if (called === undefined) return null;
  if (/comment|review/.test(called) && /^(?:add|create|submit)/.test(called)) return "comments";
  if (/^(?:create|push|delete|merge|update)_.*(?:file|branch|pull_request)/.test(called)) return "files";
  return /^(?:create|update|issue_write).*/.test(called) ? "issues" : null;
}
