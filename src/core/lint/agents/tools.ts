import type { Agent } from "../../policy/agents/agent.js";
import type { LintFinding, LintRule } from "../rule.js";
import { definedAgents, directIn, isDefinition, powersOf, toolsIn, type Defined, type Power } from "./definition.js";

const AT: Pick<LintFinding, "path" | "at"> = { path: ["definition"], at: "value" };

/** A definition without a line of tools, which means all of them. */
export const allTools: LintRule = {
  id: "agent-all-tools",
  summary: "An agent's definition has no `tools` line, so it may use every tool there is, whatever its file says.",
  example: { in: "definition", of: "tools: [read, search]\n", bad: "", good: "tools: [read, search]\n" },
  severity: "warning",
  needs: "contract",
  run: (policy) =>
    definedAgents(policy)
      .filter(({ definition, data }) => isDefinition(definition.path) && toolsIn(data) === null)
      .map(({ file, definition }) => ({
        ...AT,
        file,
        found: `no \`tools\` in ${definition.path}, which means all of them`,
        needed: "a list of what it needs",
        fix: `Add \`tools: [read, search]\`, or what it needs, to ${definition.path}.`,
      })),
};

/** A workflow whose agent writes by itself: nothing between it and GitHub bounds how much. */
export const directWrites: LintRule = {
  id: "agent-direct-writes",
  summary:
    "An agentic workflow gives its agent a permission to write, past its safe outputs: nothing bounds what it writes before GitHub has it.",
  example: {
    in: "workflow",
    of: "permissions: { contents: read }\n",
    bad: "permissions: { contents: write }\n",
    good: "permissions: { contents: read }\n",
  },
  severity: "warning",
  needs: "contract",
  run: (policy) =>
    definedAgents(policy).flatMap(({ file, definition, data }) =>
      isDefinition(definition.path)
        ? []
        : directIn(data).map((permission): LintFinding => ({
            ...AT,
            file,
            found: `\`permissions: ${permission}\` in ${definition.path}, which no output bounds`,
            needed: "permissions to read, and `safe-outputs` with a `max` for what it writes",
            fix: "Let the permission be `read`, and name under `safe-outputs` what it may write.",
          })),
    ),
};

/** What a definition lets its agent write, and its radius does not. */
export const toolBeyondRadius: LintRule = {
  id: "agent-tool-beyond-radius",
  summary:
    "An agent's definition lets it write what its blast radius does not: Baton would stop it, and it would have been better never to try.",
  example: { in: "definition", of: "tools: [read, search]\n", bad: "tools: [read, execute]\n", good: "tools: [read, search]\n" },
  severity: "error",
  needs: "contract",
  run: (policy) => definedAgents(policy).flatMap((one) => powersOf(one.data).flatMap((power) => beyond(one, power))),
};

function beyond({ agent, file, definition }: Defined, power: Power): LintFinding[] {
  const granted = grantOf(agent, power.of);
  const isTooMuch = granted === null || (power.most !== null && power.most > granted);
  if (!isTooMuch) return [];
  const found = `\`${power.word.slice(0, 60)}\`${granted === null ? "" : ` up to ${power.most} times`} in ${definition.path}, beyond its radius`;
  const needed = granted === null ? `only tools for what \`blast_radius.writes\` grants: no ${WORDS[power.of]}` : `at most ${granted}`;
  return [{ ...AT, file, found, needed, fix: "Take it out of the definition, or have the owners of the policy widen the radius." }];
}

const WORDS: Record<Power["of"], string> = {
  files: "files",
  issues: "issues",
  comments: "comments",
  anything: "shell and no tool that writes anything",
};

/** How many of a kind may be written; null: none. */
function grantOf({ writes }: Agent, of: Power["of"]): number | null {
  if (writes === null || of === "anything") return null;
  if (of === "files") return writes.paths.length > 0 ? (writes.pullRequests.open ?? Number.POSITIVE_INFINITY) : null;
  const rate = of === "issues" ? writes.issues : writes.comments;
  return rate && rate.create > 0 ? rate.create : null;
}
