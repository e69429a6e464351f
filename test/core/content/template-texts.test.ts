import { describe, expect, it } from "vitest";
import { vouches } from "../../../src/core/handoff/commands/find.js";
import { judge as judgeContract } from "../../../src/core/judging/judge.js";
import { emptyRecord } from "../../../src/core/record/record.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import { templateMatcher, templateTexts } from "../../../src/core/content/template-texts.js";
import { readTexts } from "../../../src/core/content/item-texts.js";
import { judge, NOW, snapshotOf } from "../checks/helpers.js";
import { CONFIG, CONTRACT } from "../handoff/world.js";

const MARKDOWN = {
  path: ".github/ISSUE_TEMPLATE/brief.md",
  text: `---\nname: Brief\nabout: tell us what hurts\n---\n\n## Customer problem\n\n**Who** has the problem,\nand when?\n\n<!-- Remove this line -->\n\n- [ ] I have searched\n- Technical: limits of the system\n\n> Ask a customer\n\n| Cost of it | TBD |\n|---|---|\n| per month | x |\n`,
};
const FORM = {
  path: ".github/ISSUE_TEMPLATE/form.yml",
  text: `name: Form
body:
  - type: markdown
    attributes: { value: "Thanks for **writing** this up!" }
  - type: textarea
    attributes:
      label: Evidence of it
      description: Three data points, please.
      placeholder: "- usage: 41 of 60 clinics export the table (Analytics, 2026-07-01)"
      value: |
        - Describe the first data point
  - type: dropdown
    attributes: { label: Size, options: [a small one, a large one] }
`,
};

describe("template texts", () => {
  const isTemplate = templateMatcher(templateTexts([MARKDOWN, FORM]));
  it.each([
    "Who has the problem,\nand when?",
    "who  has the PROBLEM,",
    "_Who has the problem_, and when?",
    "Remove this line",
    "I have searched",
    "Technical: limits of the system",
    "limits of the system",
    "Ask a customer",
    "per month",
    "Describe the first data point",
  ])("%s is the template's", (text) => expect(isTemplate(text)).toBe(true));
  it.each([
    "",
    "x",
    "TBD",
    "Customer problem",
    "Evidence of it",
    "a small one",
    "Thanks for writing this up!",
    "Three data points, please",
    "41 of 60 clinics export the table (Analytics, 2026-07-01)",
    "[x] I have searched",
    "name: Brief",
    "Who has the problem, and when? Clinics, daily.",
    "limits",
  ])("%s is not", (text) => expect(isTemplate(text)).toBe(false));

  it("are none where a template cannot be read", () => {
    const broken = [
      { path: "a.yml", text: "body: [" },
      { path: "a.yml", text: "body: 7" },
      { path: "a.yml", text: "body: [7, null, { attributes: 7 }]" },
      { path: "a.md", text: "---js\nprocess.exit()\n---\nhello there" },
    ];
    expect(templateTexts(broken)).toEqual([]);
  });
  it("are bounded, whatever a template holds", () => {
    const text = Array.from({ length: 9000 }, (_, index) => `line ${index} ${"word ".repeat(8)}\n`).join("\n");
    const found = templateTexts([{ path: "a.md", text }]);
    expect(found.length).toBeLessThanOrEqual(2000);
    expect(found.join("").length).toBeLessThanOrEqual(200_000);
    expect(templateTexts([{ path: "a.md", text: "<!-- ".repeat(50_000) }])).toEqual([]);
  });
  it("find nothing where there is no template", () => expect(templateMatcher([])("anything at all")).toBe(false));
});

describe("a template's own words are no answer", () => {
  const isTemplateText = templateMatcher(templateTexts([MARKDOWN, FORM]));
  const outcome = (kind: string, params: object, body: string) => judge(kind, params, body, { isTemplateText });
  it("for section", () => {
    const section = (text: string, params = {}) => outcome("section", { section: "S", ...params }, `# S\n${text}`);
    expect(section("Who has the problem,\nand when?")).toMatchObject({
      outcome: "fail",
      findings: [{ code: "section_template", line: 2 }],
    });
    expect(section("Who has the problem,\nand when?\nClinics, each day.").outcome).toBe("pass");
    expect(section("Who has the problem,\nand when?\nClinics, each day.", { min_words: 4 })).toMatchObject({
      outcome: "fail",
      findings: [{ code: "section_too_short", words: 3 }],
    });
    expect(section("Ask a customer\n\nTBD").findings).toMatchObject([{ code: "section_placeholder", text: "TBD" }]);
    expect(section("Ask a customer\n\nN/A", { none_needs_reason: true }).findings).toMatchObject([{ code: "section_no_reason" }]);
  });
  it("for covers", () => {
    const covers = (text: string) => outcome("covers", { section: "S", topics: ["technical"] }, `# S\n- Technical: ${text}`).outcome;
    expect([covers("limits of the system"), covers("at most 40 GB")]).toEqual(["fail", "pass"]);
  });
  it("for items", () => {
    const items = (text: string) => outcome("items", { section: "S", types: ["usage"] }, `# S\n- usage: ${text}`);
    expect(items("Describe the first data point").findings).toMatchObject([
      { code: "items_too_few" },
      { code: "item_not_counted", why: { is: "template" } },
    ]);
    expect(items("12 of 60 clinics do").outcome).toBe("pass");
  });
  it("for measurable", () => {
    const form = { path: "f.yml", text: 'body: [{ attributes: { value: "- At least 80 % of reports by 2027-03-31" } }]' };
    const result = judge("measurable", { section: "S" }, "# S\n- At least 80 % of reports by 2027-03-31", {
      isTemplateText: templateMatcher(templateTexts([form])),
    });
    expect(result).toMatchObject({ outcome: "fail", findings: [{ code: "criterion_template", line: 2 }] });
  });
  it("for field", () => expect(outcome("field", { field: "F" }, "### F\nAsk a customer").outcome).toBe("fail"));
});

describe("a policy", () => {
  const files = [
    { path: ".github/baton.yml", text: CONFIG },
    { path: "contracts/a.yml", text: CONTRACT },
  ];
  const source = { repository: "acme/data", commit: "c" };
  const template = { path: ".github/ISSUE_TEMPLATE/a.md", text: "## Problem\n\nSay who has which problem, and since when\n" };
  const problemGate = (gates: ReturnType<typeof judgeContract>["gates"]) => gates.find((gate) => gate.spec.id === "problem");
  const held = (more: { templates?: typeof files; contract?: string; files?: ReturnType<typeof snapshotOf>["files"] }) => {
    const [config] = files;
    const all = [...(config ? [config] : []), { path: "contracts/a.yml", text: more.contract ?? CONTRACT }, ...(more.templates ?? [])];
    const { policy } = parsePolicy(all, source);
    const contract = policy?.contracts[0];
    if (!policy || !contract) throw new Error("the policy does not parse");
    const snapshot = snapshotOf("### Problem\n\nSay who has which problem, and since when\n", { files: more.files ?? {} });
    return judgeContract(contract, { policy, snapshot, texts: readTexts(snapshot), record: emptyRecord(), now: NOW, vouches });
  };

  it.each([".github/PULL_REQUEST_TEMPLATE.md", ".github/pull_request_template.md", ".github/ISSUE_TEMPLATE/b.MD"])(
    "knows what %s says",
    (path) => {
      expect(parsePolicy([...files, { ...template, path }], source).policy?.templateTexts).toEqual([
        "Say who has which problem, and since when",
      ]);
    },
  );

  it("knows what its issue templates say, which changes no digest", () => {
    const [without, within] = [parsePolicy(files, source).policy, parsePolicy([...files, template], source).policy];
    expect(within?.templateTexts).toEqual(["Say who has which problem, and since when"]);
    expect(within?.digest).toBe(without?.digest);
    expect(held({ templates: [template] }).digest).toBe(held({}).digest);
  });
  it("holds them against the gates", () => {
    expect(problemGate(held({}).gates)?.outcome).toBe("pass");
    expect(problemGate(held({ templates: [template] }).gates)).toMatchObject({ outcome: "fail", findings: [{ code: "section_template" }] });
  });
  it("holds against a contract's gates the template that the contract names", () => {
    const gate = "  - { id: shape, check: any, checks: [{ check: template, file: docs/t.md }] }";
    const contract = CONTRACT.replace("trigger:", `${gate}\ntrigger:`);
    const read = { "docs/t.md": { known: true as const, value: template.text } };
    expect(problemGate(held({ contract }).gates)?.outcome).toBe("pass");
    expect(problemGate(held({ contract, files: read }).gates)?.outcome).toBe("fail");
  });
});
