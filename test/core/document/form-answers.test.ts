import { describe, expect, it } from "vitest";
import { parseAnswers, parseMarkdown } from "../../../src/core/document/parse.js";
import type { FormQuestion } from "../../../src/core/document/issue-form.js";
import { formQuestions } from "../../../src/core/document/issue-form.js";
import { chanceOf } from "../../fuzz/chance.js";
import { buildBody } from "./bodies.js";

const asked = (...labels: string[]): FormQuestion[] => labels.map((label) => ({ label, type: "textarea", options: [] }));
const OTHER = asked("Customer problem", "Something else", "And a third");

describe("the output of a form with headings in its answers", () => {
  const built = Array.from({ length: 300 }, (_, seed) => buildBody(chanceOf(seed), seed % 2 === 0)).filter(
    ({ sections }) => sections[0]?.level === 3,
  );

  it("is read by the form as it is without one", () => {
    const wrong = built.flatMap(({ text, sections }) => {
      const document = parseAnswers(text, [OTHER, asked(...sections.map(({ name }) => name))]);
      return sections.filter(({ name, source }) => document.section([name])?.source !== source);
    });
    expect(built.length).toBeGreaterThan(100);
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it.each(["# Pasted\n\nOnce.", "### Pasted\n\nOnce.", "Pasted\n===\n\nOnce.", "## A\n\n#### B\n\n# C"])(
    "holds %j where it was pasted",
    (pasted) => {
      const wrong = built.flatMap(({ text, sections }) => {
        const lines = text.replaceAll("\r\n", "\n").split("\n");
        const within = lines.flatMap((line, index) =>
          sections.some((section) => section.line === index + 1) ? [line, "", pasted, ""] : [line],
        );
        const document = parseAnswers(within.join("\n"), [asked(...sections.map(({ name }) => name)), OTHER]);
        return sections.filter(({ name, source }) => document.section([name])?.source !== `${pasted}\n\n${source}`);
      });
      expect(wrong.slice(0, 3)).toEqual([]);
    },
  );
});

describe("which heading is a question's own", () => {
  const forms = [asked("A", "B", "C")];
  const lineOf = (body: string, name: string, of = forms) => parseAnswers(body, of).section([name])?.line;
  const one = (...names: string[]) => names.map((name) => `### ${name}\n\n${name === "B" ? "some more words" : "text"}\n`).join("\n");

  it.each<[what: string, body: string, name: string, line: number]>([
    ["the only one", one("A", "B", "C"), "B", 5],
    ["the one between its neighbours", one("A", "C", "B", "C", "A"), "B", 9],
    ["of two the one that says less", "### A\n\n### B\n\nlong and longer\n\n### B\n\nx\n\n### C\n", "B", 7],
    ["no deeper one", "### A\n\n#### B\n\nx\n\n### B\n\nlonger than x\n\n### C\n", "B", 7],
    ["no folded one", "### A\n\n<details>\n\n### B\n\nx\n\n</details>\n\n### B\n\nlonger than x\n\n### C\n", "B", 11],
    ["no underlined one", "### A\n\nB\n---\n\nx\n\n### B\n\nlonger than x\n\n### C\n", "B", 8],
  ])("%s", (_what, body, name, line) => expect(lineOf(body, name)).toBe(line));

  it("is any in a text that the form did not make", () => {
    for (const body of ["### B\n\nx\n", "### C\n\nx\n\n### B\n\ny\n\n### A\n", "nothing"]) {
      expect(parseAnswers(body, forms)).toBe(parseMarkdown(body));
    }
  });

  it("is told in a text of which every other line might be one", () => {
    const body = "### A\n### B\n### C\n".repeat(3000);
    expect(lineOf(body, "A")).toBeDefined();
  });
});

describe("the questions of a form", () => {
  it("are its elements but for what is only shown", () => {
    const body = [
      { type: "markdown", attributes: { value: "Thanks" } },
      { type: "dropdown", attributes: { label: "Size", options: ["S", 7, null, { label: "L" }, {}] } },
      { type: "input", attributes: { label: 7 } },
      { type: "input" },
      7,
    ];
    expect(formQuestions(JSON.stringify({ body }))).toEqual([{ label: "Size", type: "dropdown", options: ["S", "7", "L"] }]);
  });
  it("are none where there is no form", () => expect([formQuestions("body: ["), formQuestions("body: 7")]).toEqual([[], []]));
});
