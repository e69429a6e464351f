import { parseMarkdown } from "../../../src/core/document/parse.js";
import type { Known } from "../../../src/core/basics/known.js";
import { describe, expect, it } from "vitest";
import type { CheckResult } from "../../../src/core/checks/define.js";
import { checkByKind } from "../../../src/core/checks/registry.js";
import { describeFinding } from "../../../src/render/findings.js";
import { judge, refuses, snapshotOf } from "./helpers.js";

const FILE = "docs/brief.md";
const TEMPLATE = "---\ntitle: A brief\n---\n\n# Brief\n\n## Problem\n\nWhat hurts?\n\n## Evidence\n\n## Decision\n";

function held(body: string, params: Record<string, unknown> = {}, files: Record<string, Known<string>> = known(TEMPLATE)): CheckResult {
  const file = Object.keys(files)[0] ?? FILE;
  return judge("template", { file, ...params }, body, { snapshot: snapshotOf(body, { files }) });
}

function known(text: string, file = FILE): Record<string, Known<string>> {
  return { [file]: { known: true, value: text } };
}

function words(result: CheckResult): string[] {
  return result.findings.map((finding) => {
    const { found, needed } = describeFinding(finding);
    return `${finding.line ?? "-"}: ${found} ${needed}`.trim();
  });
}

const FULL = "# Brief\n\n## Problem\n\na\n\n## Evidence\n\nb\n\n## Decision\n\nc\n";

describe("template", () => {
  it("passes a text with every heading", () => expect(held(FULL).outcome).toBe("pass"));

  it("names the headings that are missing and what to do", () => {
    const result = held("# Brief\n\n## Evidence\n");
    expect(result.outcome).toBe("fail");
    expect(words(result)).toEqual([
      "-: It lacks 2 headings of the template `docs/brief.md`: `Problem` and `Decision`. Add them as in the template.",
    ]);
  });

  it("does not care for level, letters' case, colons and CRLF", () =>
    expect(held("### BRIEF\r\n\r\n# problem:\r\n\r\nEvidence\r\n---\r\n\r\n## **Decision**\r\n").outcome).toBe("pass"));

  it.each([
    ["in a fence", "```\n## Decision\n```"],
    ["in a comment", "<!--\n## Decision\n-->"],
    ["in a list", "- ## Decision"],
    ["in a quote", "> ## Decision"],
    ["as bold text", "**Decision**"],
    ["with a zero-width space only", "## \u200b"],
  ])("counts no heading %s", (_where, last) => expect(held(`# Brief\n\n## Problem\n\n## Evidence\n\n${last}\n`).outcome).toBe("fail"));

  it("lets headings be left out that may be", () => {
    expect(held("# Brief\n\n## Problem\n\n## Evidence\n", { allow_missing: ["decision"] }).outcome).toBe("pass");
    expect(held("# Brief\n\n## Evidence\n", { allow_missing: ["Decision"] }).outcome).toBe("fail");
  });

  it("wants the template's order only when asked to", () => {
    const swapped = "# Brief\n\n## Evidence\n\n## Problem\n\n## Decision\n";
    expect(held(swapped).outcome).toBe("pass");
    const result = held(swapped, { order: true });
    expect(result.outcome).toBe("fail");
    expect(words(result)).toEqual(["3: `Evidence` does not stand where the template `docs/brief.md` has it. Move it below `Problem`."]);
    expect(held(FULL, { order: true }).outcome).toBe("pass");
  });

  it("judges the order of what is there, and takes a repeated heading at any of its places", () => {
    expect(held("## Evidence\n\n## Decision\n", { order: true, allow_missing: ["Brief", "Problem"] }).outcome).toBe("pass");
    expect(held("# Brief\n\n## Decision\n\n## Problem\n\n## Evidence\n\n## Decision\n", { order: true }).outcome).toBe("pass");
  });

  it("wants no further heading at the template's levels only when asked to", () => {
    const own = `${FULL}\n## Afterthought\n\n### Detail\n`;
    expect(held(own).outcome).toBe("pass");
    const result = held(own, { allow_extra: false });
    expect(words(result)).toEqual([
      "15: The template `docs/brief.md` has no heading `Afterthought`. Use a heading of the template, or a deeper level below one.",
    ]);
    expect(held(`${FULL}\n### Detail\n`, { allow_extra: false }).outcome).toBe("pass");
  });

  it("wants level and letters as in the template when exact", () => {
    expect(held(FULL, { exact: true }).outcome).toBe("pass");
    const result = held(FULL.replace("## Evidence", "### Evidence").replace("Decision", "decision"), { exact: true });
    expect(words(result)).toEqual([
      "-: It lacks 2 headings of the template `docs/brief.md`: `## Evidence` and `## Decision`. Add them as in the template.",
    ]);
  });

  it("reads the questions of an issue form as headings", () => {
    const form =
      "name: Brief\nbody:\n  - { type: markdown, attributes: { value: Hello } }\n  - { type: textarea, attributes: { label: Problem } }\n";
    expect(held("### Problem\n\nx\n", { exact: true }, known(form, ".github/ISSUE_TEMPLATE/brief.yml")).outcome).toBe("pass");
    expect(held("### Other\n\nx\n", {}, known(form, ".github/ISSUE_TEMPLATE/brief.yml")).outcome).toBe("fail");
  });

  it.each<[string, Record<string, Known<string>>, RegExp]>([
    ["was not read", { other: { known: true, value: TEMPLATE } }, /was not read/],
    ["could not be read", { [FILE]: { known: false, reason: "GitHub answered 502" } }, /GitHub answered 502/],
    ["has no headings", known("Just text"), /has no headings/],
    ["has hidden headings only", known("<!-- ## A -->"), /has no headings/],
    ["has far too many headings", known("# a\n".repeat(201)), /more than 200 headings/],
    ["has front matter that runs", known("---js\nx\n---\n# A\n"), /not plain YAML/],
    ["is huge", known(`# A\n${"x".repeat(300_000)}`), /too large/],
    ["is no form", known("body: no\n", "a.yml"), /no issue form/],
    ["is broken YAML", known("body: [", "a.yml"), /not plain YAML/],
    ["is a form with anchors", known("body: &a []\n", "a.yaml"), /not plain YAML/],
  ])("is an error, never a pass, when the template %s", (_what, files, said) => {
    const result = Object.hasOwn(files, "other")
      ? judge("template", { file: FILE }, FULL, { snapshot: snapshotOf(FULL, { files }) })
      : held(FULL, {}, files);
    expect(result.outcome).toBe("error");
    expect(words(result).join()).toMatch(said);
  });

  it("is not fooled by a file named like a property of every object", () => {
    const result = judge("template", { file: "constructor" }, FULL, { snapshot: snapshotOf(FULL) });
    expect(result.outcome).toBe("error");
  });

  it("asks for the file and reads the whole text", () => {
    const definition = checkByKind("template");
    const params = definition?.params.parse({ file: FILE });
    expect(definition?.needs?.(params, parseMarkdown(""), snapshotOf(""))).toEqual([{ kind: "file", path: FILE }]);
    expect(definition?.reads(params, { kind: "template", in: "document", params })).toEqual([{ in: "document", section: null }]);
  });

  it.each([{}, { file: "/etc/passwd" }, { file: "a/../../b" }, { file: "a", order: "yes" }, { file: "a", strict: true }])(
    "refuses %j",
    (params) => expect(refuses("template", params)).toBe(true),
  );

  it("bounds its findings on a text of thousands of headings", () => {
    const result = held("## x\n".repeat(20_000), { allow_extra: false, order: true });
    expect(result.outcome).toBe("fail");
    expect(result.findings.length).toBeLessThanOrEqual(20);
  });
});
