import { environmentKey, loginKey } from "../../basics/names.js";
import { known, knownRole, unique } from "../config.js";
import { judge, type SourceFile } from "../source-file.js";
import type { Config } from "../types.js";
import type { Agent, Rate, Writes } from "./agent.js";
import { modeOf } from "./delegation.js";
import { agentSchema, type AgentData } from "./schema.js";

/** An agent with the file it was read from. */
export interface ReadAgent {
  file: SourceFile;
  agent: Agent;
}

/** Takes an agent's file; returns the agent, or null after reporting why not. */
export function readAgent(file: SourceFile): Agent | null {
  const data = judge(file, agentSchema);
  if (!data) return null;
  const agent = build(file.path, data);
  const { mode } = data;
  if (mode !== undefined && mode !== agent.mode) {
    file.report({
      path: ["mode"],
      at: "value",
      found: `"${mode}" for a task that is not`,
      needed: `${agent.mode}, which is what \`task\` gives`,
      fix: `Write \`mode: ${agent.mode}\`, or correct \`task\`.`,
      rule: "contradicting-mode",
    });
    return null;
  }
  return agent;
}

/** Reports what only shows when agents are seen together, and beside the configuration. `others` are the organisation's. */
export function crossCheckAgents(read: readonly ReadAgent[], config: Config, others: readonly ReadAgent[] = []): void {
  const stages = config.lifecycle.stages.map((stage) => stage.id);
  const roles = Object.keys(config.roles);
  const ids = new Map<string, SourceFile>();
  const accounts = new Map(others.flatMap(({ agent }) => agent.accounts.map((account) => [loginKey(account), agent.id] as const)));
  for (const { file, agent } of read) {
    knownRole(file, ["role"], agent.role, roles);
    if (agent.oversight.by !== agent.role) knownRole(file, ["oversight", "by"], agent.oversight.by, roles);
    agent.stages?.forEach((stage, index) => known(file, ["stages", index], stage, stages, "stage"));
    checkEnvironments(file, agent, config);
    const first = ids.get(agent.id.toLowerCase());
    if (first) reportTwice(file, ["id"], `the id "${agent.id}"`, first.path);
    else ids.set(agent.id.toLowerCase(), file);
    const own = new Set<string>();
    agent.accounts.forEach((account, index) => {
      const key = loginKey(account);
      const holder = own.has(key) ? agent.id : accounts.get(key);
      if (holder !== undefined && (holder !== agent.id || own.has(key)))
        reportTwice(file, ["accounts", index], `the account "${account}"`, `the agent ${holder}`);
      own.add(key);
      accounts.set(key, agent.id);
    });
  }
}

/** Where the configuration names environments, there are no others; each comes once in an order. */
function checkEnvironments(file: SourceFile, { environments }: Agent, config: Config): void {
  const listed = (environments ?? []).map((name, index) => ({ name, path: ["environments", index] }));
  unique(file, listed);
  const names = config.environments === undefined ? null : Object.keys(config.environments);
  if (names === null) return;
  const isKnown = ({ name }: { name: string }) => names.some((each) => environmentKey(each) === environmentKey(name));
  for (const one of listed) if (!isKnown(one)) known(file, one.path, one.name, names, "environment");
}

function reportTwice(file: SourceFile, path: PropertyKey[], what: string, where: string): void {
  file.report({
    path,
    at: "value",
    found: `${what} a second time: ${where} has it, too`,
    needed: "each of one agent only",
    fix: "Rename or remove one of the two.",
    rule: "duplicate-name",
  });
}

function build(file: string, data: AgentData): Agent {
  const { task, oversight, blast_radius: radius } = data;
  const kind = { tolerance: task.error_tolerance, tools: task.tools, independence: task.independence };
  return {
    id: data.id,
    name: data.name,
    role: data.role,
    accounts: data.accounts,
    definition: data.definition ?? null,
    process: data.process,
    inputs: data.inputs.map(sourceWords),
    outputs: data.outputs.map(sourceWords),
    oversight,
    task: kind,
    mode: modeOf(kind),
    reads: radius.reads === "all" ? null : radius.reads,
    writes: radius.writes ? writesOf(radius.writes) : null,
    destructive: radius.destructive,
    stages: data.stages ?? null,
    environments: data.environments ?? null,
    notes: data.notes,
    file,
  };
}

function sourceWords(source: AgentData["inputs"][number]): string {
  return "artefact" in source ? source.artefact : source.external;
}

function writesOf({ paths, issues, comments, pull_requests: pulls }: NonNullable<AgentData["blast_radius"]["writes"]>): Writes {
  const limit = (rate: Rate | undefined): Rate | null => rate ?? null;
  return {
    paths,
    issues: limit(issues),
    comments: limit(comments),
    pullRequests: { open: pulls.open ?? null, files: pulls.files ?? null, lines: pulls.lines ?? null },
  };
}
