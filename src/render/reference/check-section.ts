import { stringify } from "yaml";
import type { CheckDefinition, Need } from "../../core/checks/define.js";
import type { GateResult } from "../../core/record/verdict.js";
import { foundLine, neededLine } from "../found.js";
import { SIGNS } from "../gates.js";
import { join } from "../markdown.js";
import { exampleFacts, exampleGate, judgeExample, type Side } from "./example.js";
import { jsonSchemaOf } from "./schema.js";
import { keyTable } from "./table.js";
import { largest } from "../../core/basics/largest.js";

const NEEDS: Record<Need["kind"], string> = {
  blocked_by: "what it is blocked by",
  sub_issues: "its sub-issues",
  issue_type: "its issue type",
  link: "whether what it links exists",
  reviews: "reviews of its pull requests",
  commit_checks: "checks on the commits of its pull requests",
  issue_fields: "its issue fields",
  project_fields: "its project fields",
  stage: "the stages of other items",
  file: "a file of the repository",
  artefact: "the newest version of an artefact",
};

/** One kind of check, as its part of the reference tells it. */
export function checkSection(definition: CheckDefinition): string {
  const schema = jsonSchemaOf(definition.params);
  const parameters = Object.keys(schema.properties ?? {}).length === 0 ? "It takes no parameters of its own." : keyTable(schema);
  return [`## ${definition.kind}`, definition.summary, parameters, aboutLines(definition), exampleOf(definition)].join("\n\n");
}

function aboutLines(definition: CheckDefinition): string {
  return [`* **Judges** ${join(judged(definition))}.`, `* **Who can supply what is missing:** ${supplier(definition)}.`].join("\n");
}

function judged(definition: CheckDefinition): string[] {
  if (definition.nested)
    return definition.documents ? ["the linked documents", "in them what its checks judge"] : ["what its checks judge"];
  const { gate, trial } = judgeExample(definition, "good");
  const { params } = gate.spec.check;
  const needs = definition.needs?.(params, trial.texts.body, trial.snapshot) ?? [];
  const facts = (definition.item?.(params) ?? []).map((fact) => `its ${fact}`);
  const text = definition.reads(params, gate.spec.check).length > 0;
  return [
    ...(text ? [definition.beyondText ? "the text (or, where `from` says so, a field on GitHub)" : "the text"] : []),
    ...facts,
    ...new Set(needs.map(({ kind }) => NEEDS[kind])),
  ];
}

function supplier(definition: CheckDefinition): string {
  if (definition.nested) return "whoever its checks need";
  if (definition.supplier) return "a member of the role that it names";
  return definition.content ? "whoever may edit the text: the giving role" : "whoever may change that on GitHub";
}

function exampleOf(definition: CheckDefinition): string {
  const gate = fenced("yaml", stringify([exampleGate(definition)], { lineWidth: 120 }));
  return ["### Example", gate, sideOf(definition, "good"), sideOf(definition, "bad")].join("\n\n");
}

function sideOf(definition: CheckDefinition, side: Side): string {
  const { gate } = judgeExample(definition, side);
  const body = definition.example?.[side] ?? "";
  const facts = exampleFacts(definition, side);
  const parts = [
    body === "" ? [] : ["The text:", fenced("markdown", body)],
    Object.keys(facts).length === 0 ? [] : [body === "" ? "GitHub says:" : "And GitHub says:", fenced("yaml", stringify(facts))],
    [`Baton says ${SIGNS[gate.outcome]}`, findingLines(gate)],
  ];
  return [`**${side === "good" ? "Good" : "Not good"}.** ${parts.flat()[0] ?? ""}`, ...parts.flat().slice(1)].join("\n\n");
}

function findingLines(gate: GateResult): string {
  const lines = gate.findings.map((finding) => {
    const needed = neededLine(finding);
    return `* ${foundLine(finding, gate)}${needed === "" ? "" : ` **Needed:** ${needed}`}`;
  });
  return lines.length === 0 ? "* Nothing to say." : lines.join("\n");
}

/** A fence that its content cannot close. */
function fenced(language: string, text: string): string {
  const longest = largest(
    [...text.matchAll(/`+/g)].map(([run]) => run.length),
    2,
  );
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n+$/, "")}\n${fence}`;
}
