import { stringify } from "yaml";
import type { PolicyFile } from "../../core/policy/source-file.js";
import { AGENTS_FOLDER, ROLES } from "../../core/policy/paths.js";
import type { Answers } from "./answers.js";
import type { AgentAnswer, Engaged } from "./role-answers.js";
import { scalar } from "./texts.js";

/** Takes what was said; returns a file for each role whose part was told, and one for the agent. */
export function roleFiles(answers: Answers): PolicyFile[] {
  const { engaged, agent } = answers;
  return [
    ...engaged.map((each) => ({ path: `${ROLES}/${each.role}.yml`, text: roleText(each, purposeOf(each.role, answers)) })),
    ...(agent ? [agentFile(agent)] : []),
  ];
}

function purposeOf(role: string, { from, to, giver, taker }: Answers): string {
  if (role === giver.id) return `Hands work over from ${from.name} to ${to.name}.`;
  return role === taker.id ? `Takes work over from ${from.name} into ${to.name}.` : `Takes part between ${from.name} and ${to.name}.`;
}

function roleText({ role, engagement }: Engaged, purpose: string): string {
  return `# How this role takes part in each stage. What it takes (\`consumes\`), gives (\`produces\`) and how it works (\`workflows\`) may follow.
# yaml-language-server: $schema=../../.github/schemas/role.schema.json
apiVersion: baton/v1
kind: Role
id: ${scalar(role)}
name: ${scalar(role)}
purpose: ${scalar(purpose)}
engagement: ${flow(engagement)}
`;
}

/** Takes what was said of an agent; returns its file. */
export function agentFile(agent: AgentAnswer): PolicyFile {
  return { path: `${AGENTS_FOLDER}/${agent.id}.yml`, text: agentText(agent) };
}

function agentText({ id, name, role, account, process, writes, task, mode }: AgentAnswer): string {
  const radius = writes.length === 0 ? "  # No `writes`: it may only read.\n" : `  writes: ${flow({ paths: writes })}\n`;
  return `# What this agent may do; Baton holds it to that.
# yaml-language-server: $schema=../../.github/schemas/agent.schema.json
apiVersion: baton/v1
kind: Agent
id: ${scalar(id)}
name: ${scalar(name)}
role: ${scalar(role)}
accounts: ${flow([account])}
process: ${scalar(process)}
# Nothing that it wrote counts until a member of the role confirmed exactly that text.
oversight: ${flow({ by: role, when: "before_use" })}
task: ${flow({ error_tolerance: task.tolerance, tools: task.tools, independence: task.independence })}
mode: ${mode}
blast_radius:
  reads: all
${radius}`;
}

function flow(value: unknown): string {
  return stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim();
}
