import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { formText } from "../../src/cli/form/form.js";
import { World } from "../core/handoff/world.js";
import { contractOf, judged, saidOf, textsOf, type RealText } from "./real-text.js";

const KINDS = readdirSync(new URL("real-texts/", import.meta.url)).map((name) => name.replace(/\.yml$/, ""));

describe.each(KINDS)("%s", (kind) => {
  it.each(textsOf(kind))("$id: $about", (text) => {
    if (text.comment !== undefined) expect(answerTo(text.comment)).toBe(text.expect);
    else expectGate(text.answers ? { ...text, body: filledIn(text) } : text);
  });
});

function expectGate(text: RealText): void {
  const gate = judged(text);
  const said = saidOf(gate);
  expect(gate.applies ? gate.outcome : "skipped", said).toBe(text.expect);
  for (const pattern of text.says ?? []) expect(said).toMatch(new RegExp(pattern, "i"));
  for (const pattern of text.silent_on ?? []) expect(said).not.toMatch(new RegExp(pattern, "i"));
  if (text.line !== undefined) expect(gate.findings[0]?.line).toBe(text.line);
}

/** What becomes of a comment by a receiver while the hand-off awaits acknowledgement. */
function answerTo(comment: string): string {
  const world = new World();
  world.look();
  world.tick().comment("omar", "/confirm priority");
  world.tick().label("pm", "stage: decide").look();
  const before = world.replies().length;
  world.tick().comment("ana", comment);
  world.look();
  if (world.record.stage === "decide") return "acknowledged";
  return world.replies().length > before ? "answered" : "ignored";
}

interface Question {
  type: string;
  attributes: { label: string; options?: { label: string }[] };
}

/** The body that GitHub makes of the form that `baton form` prints. */
function filledIn({ contract: check = {}, answers = [] }: RealText): string {
  const { contract, policy } = contractOf(check);
  const { body } = parse(formText(contract, policy)) as { body: Question[] };
  const asked = body.filter(({ type }) => type !== "markdown");
  const parts = asked.map(({ attributes: { label, options = [] } }, index) => {
    const answer = answers[index];
    const text = answer === true ? options.map((option) => `- [x] ${option.label}`).join("\n") : (answer ?? "_No response_");
    return `### ${label}\n\n${text}`;
  });
  return parts.join("\n\n");
}
