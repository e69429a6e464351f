import type { ItemVerdict, WorkflowStand } from "../core/record/verdict.js";
import type { Detail } from "./detail.js";
import { inert } from "./inert.js";
import { bounded, folded, join } from "./markdown.js";
import { policyWords } from "./policy-words.js";

/** Steps that are shown without a fold. */
const SHOWN = 5;

type Step = WorkflowStand["steps"][number];

/** How the role that holds the ball works in this stage: each step by what GitHub shows of it, the next one in bold. Empty where no role's file says so. */
export function renderWorkflow({ workflow, closed }: ItemVerdict, detail: Detail): string {
  if (!workflow || closed) return "";
  const next = workflow.steps.findIndex(({ done }) => done === false);
  const lines = workflow.steps.map((step, index) => line(step, index === next, detail));
  const head = `**How ${inert(workflow.role.id)} works here** (${bounded(policyWords(workflow.trigger), detail.sentence)})`;
  if (lines.length <= SHOWN) return `${head}\n${lines.join("\n")}`;
  const from = Math.max(0, Math.min(next - 1, lines.length - SHOWN));
  const all = detail.entries < SHOWN ? `\n* ${lines.length} steps in all` : `\n\n${folded(`All ${lines.length} steps`, lines.join("\n"))}`;
  return `${head}\n${lines.slice(from, from + Math.min(SHOWN, detail.entries)).join("\n")}${all}`;
}

function line({ do: what, done, agents }: Step, isNext: boolean, detail: Detail): string {
  const words = bounded(policyWords(what), detail.sentence);
  const by = agents.length === 0 ? "" : ` (${join(agents.map(inert), "and", SHOWN)})`;
  return `* ${mark(done)}${isNext ? `**${words}**` : words}${by}`;
}

function mark(done: boolean | null): string {
  if (done === null) return "";
  return done ? "✅ " : "○ ";
}
