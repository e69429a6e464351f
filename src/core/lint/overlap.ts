import type { LabelFilter } from "../checks/gate-spec.js";
import type { Contract } from "../policy/types.js";
import { filterVerdict, learn } from "./labels.js";
import type { LintedContract, LintFinding, LintRule } from "./rule.js";

const NOTHING = { has: [], lacks: [], hasOneOf: [] };

/** Contracts of one boundary that an item may have at once: then none of them governs it, and the hand-off is refused. */
export const overlap: LintRule = {
  id: "overlapping-contracts",
  summary: "Two contracts are for the same boundary and the same items, which then cannot be handed off.",
  example: {
    in: "second",
    of: "id: brief\nname: Brief\nversion: 1.0.0\nstage: { from: discover, to: decide }",
    bad: "id: other\nname: Brief\nversion: 1.0.0\nstage: { from: discover, to: decide }",
    good: "id: other\nname: Brief\nversion: 1.0.0\nstage: { from: decide, to: discover }",
  },
  severity: "warning",
  needs: "contract",
  run: ({ contracts }) => contracts.flatMap((later, index) => contracts.slice(0, index).flatMap((earlier) => judge(earlier, later))),
};

function judge({ contract: a }: LintedContract, { contract: b, file }: LintedContract): LintFinding[] {
  if (a.stage.from !== b.stage.from || a.stage.to !== b.stage.to || areApart(a, b)) return [];
  const whole = covers(a, b) || covers(b, a);
  const items = whole ? "the same items" : "some of the same items";
  return [
    {
      file,
      path: ["stage"],
      at: "key",
      found: `the boundary ${b.stage.from} → ${b.stage.to} for ${items} as \`${a.id}\` (${a.file})`,
      needed: "one contract for each item",
      fix: "Let `applies_to` tell them apart: what one has under `any` or `all`, the other has under `none`.",
      severity: whole ? "error" : "warning",
    },
  ];
}

function areApart(a: Contract, b: Contract): boolean {
  const [one, other] = [a.appliesTo.subject, b.appliesTo.subject];
  return (one !== other && one !== "both" && other !== "both") || verdict(a, b.appliesTo.labels) === "never";
}

/** True when every item of `b` is one of `a`, too. */
function covers(a: Contract, b: Contract): boolean {
  const subject = a.appliesTo.subject === "both" || a.appliesTo.subject === b.appliesTo.subject;
  return subject && verdict(b, a.appliesTo.labels) === "always";
}

function verdict(known: Contract, filter: LabelFilter): ReturnType<typeof filterVerdict> {
  return filterVerdict(filter, learn(NOTHING, known.appliesTo.labels));
}
