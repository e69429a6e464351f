import type { ItemVerdict } from "../core/record/verdict.js";
import type { Role } from "../core/policy/types.js";
import { inert } from "./inert.js";
import { join, roleWords } from "./markdown.js";
import { policyWords } from "./policy-words.js";

const MOST = 8;

/** Who takes part in the stage, and who holds the ball between hand-offs. Empty where no role's file says so. */
export function renderEngagement({ engagement, handoff, closed, stage }: ItemVerdict): string {
  if (!engagement || closed) return "";
  const { lead, support, consult } = engagement;
  const ball = handoff === null && lead.length > 0 ? `, who ${lead.length === 1 ? "holds" : "hold"} the ball` : "";
  const parts = [part("lead", lead, roleWords, ball), part("support", support, byName), part("consult", consult, byName)];
  return `👥 ${policyWords(stage.name)}: ${parts.filter((text) => text !== "").join(" · ")}`;
}

function part(how: string, roles: readonly Role[], words: (role: Role) => string, after = ""): string {
  return roles.length === 0 ? "" : `**${how}** ${join(roles.map(words), "and", MOST)}${after}`;
}

function byName({ id }: Role): string {
  return inert(id);
}
