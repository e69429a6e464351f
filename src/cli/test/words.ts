import type { GateCoverage } from "../../core/trial/coverage.js";
import type { Mutant } from "../../core/trial/mutants.js";
import { outcomeOf, type Shortfall } from "../../core/trial/run-case.js";
import type { GateResult } from "../../core/record/verdict.js";
import { foundLine, neededLine } from "../../render/found.js";
import { tellingFindings } from "../check/results.js";

const MOST_FINDINGS = 5;

/** What a gate found and needs, in the App's own sentences. */
export function gateWords(gate: GateResult): string {
  const findings = tellingFindings(gate).slice(0, MOST_FINDINGS);
  const needed = gate.outcome === "pass" ? [] : [...new Set(findings.map(neededLine))];
  return [...findings.map((finding) => foundLine(finding, gate)), ...needed].filter((line) => line !== "").join(" ");
}

/** Expected and found of a case that does not hold. */
export function shortfallWords(shortfall: Shortfall): { expected: string; found: string } {
  switch (shortfall.kind) {
    case "outcome":
      return {
        expected: `\`${shortfall.gate}\`: ${shortfall.wanted}`,
        found: `${outcomeOf(shortfall.found)}${colon(gateWords(shortfall.found))}`,
      };
    case "says":
      return { expected: `\`${shortfall.gate}\` says "${shortfall.wanted}"`, found: `it says: ${gateWords(shortfall.found)}` };
    case "green":
      return { expected: `green: ${shortfall.wanted}`, found: shortfall.wanted ? redWords(shortfall.red) : "every gate is green" };
    case "red":
      return { expected: expectedRed(shortfall), found: redWords([...shortfall.missing, ...shortfall.surplus]) };
  }
}

function expectedRed({ missing, surplus }: Extract<Shortfall, { kind: "red" }>): string {
  const names = (gates: GateResult[]) => gates.map((gate) => `\`${gate.spec.id}\``).join(", ");
  return [missing.length > 0 ? `red: ${names(missing)}` : "", surplus.length > 0 ? `not red: ${names(surplus)}` : ""]
    .filter((part) => part !== "")
    .join("; ");
}

function redWords(gates: readonly GateResult[]): string {
  return gates.map((gate) => `\`${gate.spec.id}\` is ${outcomeOf(gate)}${colon(gateWords(gate))}`).join(" ");
}

function colon(words: string): string {
  return words === "" ? "" : `: ${words}`;
}

/** What the tests never showed of a gate; null when they showed both colours. */
export function uncovered({ red, green }: GateCoverage): string | null {
  if (red && green) return null;
  if (!red && !green) return "No test expects anything of it.";
  return red ? "No test expects it green." : "No test expects it red.";
}

/** What was done to a contract that no test noticed. */
export function mutantWords({ gate, change }: Mutant): string {
  const name = `\`${gate.id}\``;
  if (change.is === "removed") return `No test notices when ${name} lets everything pass.`;
  if (change.is === "warns") return `No test notices when ${name} only warns.`;
  const after = change.after === null ? "left out" : change.after;
  const before = change.isDefault ? `${change.before}, which holds where it is not written` : (change.before ?? "left out");
  return `No test notices when \`${change.what}\` of ${name} is ${after} instead of ${before}.`;
}

/** The case that would have noticed. */
export function noticing({ gate: { id }, change }: Mutant): string {
  if (change.is === "removed") return `A case that expects it red: \`${id}: fail\`.`;
  if (change.is === "warns") return `A case that expects it to stop the hand-off: \`red: [${id}]\`.`;
  return `A case with \`${id}: fail\` whose text would just do with that.`;
}
