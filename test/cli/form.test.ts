import { contractHead } from "../support/contract-head.js";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { form, type FormOptions } from "../../src/cli/form/form.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import { parseYaml } from "../../src/core/yaml/yaml.js";
import { OFFLINE } from "../../src/core/facts/given.js";
import { trial } from "../../src/core/trial/trial.js";
import { STORIES } from "../contracts/briefs.js";
import { folderOf, listener, NOW, shippedFiles } from "./workbench.js";

interface Field {
  type: string;
  id: string;
  attributes: {
    label: string;
    description?: string;
    placeholder?: string;
    value?: string;
    options?: (string | { label: string })[];
    multiple?: boolean;
  };
  validations?: { required: boolean };
}
interface Form {
  name: string;
  description: string;
  labels?: string[];
  body: Field[];
}

const HEAD = `${contractHead({ name: "Small", role: "{ to: architect }" })}trigger: { acknowledge: { within: 24h } }
`;

const CRITERIA = ["Median time to answer a cohort comparison falls to under 20 min", "Exports that are re-imported fall by 50% or more"];

let dir: string;
let world = listener();
const run = async (options: Partial<FormOptions> = {}) => {
  world = listener();
  return await form({ dir, format: "text", ...options }, world.output);
};
const made = async (options: Partial<FormOptions> = {}): Promise<Form> => {
  expect([await run(options), world.said.err]).toEqual([0, ""]);
  const yaml = parseYaml(world.said.out);
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.problems));
  return yaml.data as Form;
};
const contract = (text: string) => {
  writeFileSync(join(dir, "c.yml"), HEAD + text);
  return { contract: join(dir, "c.yml") };
};

/** What GitHub makes of a filled-in form: CRLF, headings of level 3, `_No response_`, boxes as task items. */
function rendered(fields: readonly Field[], answer: (field: Field) => string): string {
  const text = (field: Field) =>
    field.type === "checkboxes"
      ? (field.attributes.options ?? []).map((option) => `- [X] ${typeof option === "string" ? option : option.label}`).join("\r\n")
      : answer(field) || "_No response_";
  return fields.map((field) => `### ${field.attributes.label}\r\n\r\n${text(field)}`.replaceAll(/\r?\n/g, "\r\n")).join("\r\n\r\n");
}

function redGates(text: string, body: string): string[] {
  const { policy, problems } = parsePolicy([{ path: "contracts/c.yml", text }], { repository: "acme/data", commit: "" });
  const [only] = policy?.contracts ?? [];
  if (!policy || !only) throw new Error(JSON.stringify(problems));
  const { gates } = trial({
    policy,
    contract: only,
    given: { body, labels: [], criteria: CRITERIA, links: ["docs/runbooks/cohorts.md"] },
    now: NOW,
  });
  return gates.filter((gate) => gate.outcome !== "pass" && !JSON.stringify(gate.findings).includes(OFFLINE)).map((gate) => gate.spec.id);
}

beforeEach(() => {
  dir = folderOf(shippedFiles());
});

describe("success criteria", () => {
  const asked = async (more: string) => {
    const text = `context:\n  - { id: done, title: Done when, check: measurable, section: Done when${more} }\n`;
    const [field] = (await made(contract(text))).body;
    return { ...field?.attributes, red: (answer: string) => redGates(HEAD + text, `### Done when\n\n${answer}\n`) };
  };
  const needs = ", needs: [by_when, baseline]";

  it("are asked for as a list, with an example that would count", async () => {
    const { description, placeholder, value, red } = await asked(needs);
    expect(description).toMatch(
      /One list item for each: what is measured, and a quantity with its bound.*, by when, and what it is today\. A row/,
    );
    expect(placeholder).toMatch(/^- The median time .*\n- At least 80 %/);
    expect([value, red(placeholder ?? "")]).toEqual([undefined, []]);
    for (const line of placeholder?.split("\n") ?? []) expect(red(line)).toEqual([]);
    expect((await asked("")).description).not.toMatch(/by when|today/);
  });

  it("are asked for as a table, with a row that would count, and columns for what each must say", async () => {
    const { description, placeholder, value, red } = await asked(`, form: table${needs}`);
    expect(description).toContain("Metric is what is measured, Baseline what it is today, Target a quantity with its bound");
    expect(description).toMatch(/Metric, Target, By and Baseline must be filled in\.$/);
    expect((await asked(", form: table")).description).toMatch(/Metric and Target must be filled in\.$/);
    expect(value).toMatch(/^\| Metric \|.*\n\|---/);
    expect([red(value ?? ""), red(placeholder ?? "")]).toEqual([["done"], []]);
  });
});

describe("a form of a shipped contract", () => {
  describe.each(STORIES)("$contract", ({ contract: id, complete }) => {
    const text = shippedFiles()[`contracts/${id}.yml`] ?? "";
    const answers = new Map(
      complete
        .split("### ")
        .slice(1)
        .map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n")).trim()]),
    );

    it("makes issues that meet the contract once they are filled in", async () => {
      const { body } = await made({ contract: id });
      const filled = rendered(body, (field) => {
        const answer = answers.get(field.attributes.label) ?? "";
        const [option] = field.attributes.options ?? [];
        return typeof option === "string" ? option : answer;
      });
      expect(redGates(text, filled)).toEqual([]);
    });

    it("makes none that do when it is left as it came", async () => {
      const { body } = await made({ contract: id });
      const required = body.filter((field) => field.validations?.required);
      const red = redGates(
        text,
        rendered(body, (field) => field.attributes.value ?? ""),
      );
      expect(red.length).toBeGreaterThanOrEqual(required.length);
    });

    it("agrees with the contract", async () => {
      await run({ contract: id, write: join(dir, "form.yml") });
      expect([await run({ contract: id, check: join(dir, "form.yml") }), world.said.out]).toEqual([
        0,
        expect.stringContaining("asks for all"),
      ]);
    });

    it("is one that GitHub takes: short ids and labels, each once", async () => {
      const { name, description, body } = await made({ contract: id });
      expect([name, description].every((words) => words.length > 3)).toBe(true);
      for (const key of [body.map((field) => field.id), body.map((field) => field.attributes.label.toLowerCase())])
        expect(new Set(key).size).toBe(body.length);
      for (const field of body) expect(field.id).toMatch(/^[a-z0-9_-]{1,50}$/);
    });
  });
});

describe("the questions", () => {
  it("are of the kind that the check asks for, required where a gate always blocks", async () => {
    const { body, labels } = await made(
      contract(`applies_to: { labels: { any: [brief, rfc], all: [data] } }
context:
  - { id: a, check: field, field: Size, schema: { enum: [S, s, M] } }
  - { id: b, check: field, field: Areas, schema: { type: array, items: { enum: [web, app] } } }
  - { id: c, check: field, field: Days, schema: { type: integer } }
  - { id: d, check: field, field: Notes }
  - { id: e, check: field, field: Scope, schema: { enum: [None, Some] } }
  - { id: f, check: checkbox, item: I agree }
  - { id: g, check: section, section: [Why, Reason], min_words: 7 }
  - { id: h, check: checkbox, item: Told, section: reason }
  - { id: i, check: section, section: Extra, level: warn }
  - { id: j, check: section, section: Maybe, when: { labels: { any: [x] } } }
  - { id: k, check: section, section: Elsewhere, in: document }
  - { id: l, check: not, checks: [{ check: section, section: Secret }] }
  - { id: m, check: any, checks: [{ check: section, section: One }, { check: section, section: Two }] }
`),
    );
    expect(labels).toEqual(["data", "brief"]);
    const shapes = body.map(({ type, attributes, validations }) => [
      attributes.label,
      type,
      validations?.required,
      attributes.options,
      attributes.value,
    ]);
    expect(shapes).toEqual([
      ["Size", "dropdown", true, ["S", "M"], undefined],
      ["Areas", "dropdown", true, ["web", "app"], undefined],
      ["Days", "input", true, undefined, undefined],
      ["Notes", "textarea", true, undefined, undefined],
      ["Scope", "input", true, undefined, undefined],
      ["F", "checkboxes", undefined, [{ label: "I agree" }], undefined],
      ["Why", "textarea", true, undefined, "- [ ] Told"],
      ["Extra", "textarea", false, undefined, undefined],
      ["Maybe", "textarea", false, undefined, undefined],
      ["One", "textarea", false, undefined, undefined],
      ["Two", "textarea", false, undefined, undefined],
    ]);
    expect(body[1]?.attributes.multiple).toBe(true);
    expect(body[6]?.attributes.description).toContain("Say it in 7 words or more.");
  });

  it("become one where several gates read a heading, whichever comes first", async () => {
    const { body } = await made(
      contract(
        "context: [{ id: a, check: checkbox, item: Told, section: Why }, { id: b, check: section, section: why, level: warn }, { id: c, check: section, section: WHY }]\n",
      ),
    );
    expect(body).toHaveLength(1);
    expect(body[0]).toMatchObject({ type: "textarea", attributes: { label: "Why", value: "- [ ] Told" }, validations: { required: true } });
  });

  it("give new issues the stage's label where no stage is given to them", async () => {
    expect((await made(contract("context: [{ id: a, check: section, section: A }]\n"))).labels).toBeUndefined();
    expect((await made({ ...contract("context: [{ id: a, check: section, section: A }]\n"), dir: folderOf({}) })).labels).toEqual([
      "stage: discover",
    ]);
  });

  it("survive names that YAML, Markdown or GitHub could take for something else", async () => {
    const { body } = await made(
      contract(
        `context: [{ id: a, check: section, section: "on: [x] # !" }, { id: b, check: section, section: "日本" }, { id: c, check: section, section: "---" }]\n`,
      ),
    );
    expect(body.map((field) => field.attributes.label)).toEqual(["on: [x] # !", "日本", "---"]);
    expect(body.map((field) => field.id)).toEqual(["on-x", "field-2", "field-3"]);
    const [goal] = (await made(contract("context: [{ id: a, check: section, section: Größe }]\n"))).body;
    expect(goal?.id).toBe("grosse");
  });
});

it("puts in quotes what GitHub, which reads YAML 1.1, would take for true, false or a date", async () => {
  await made(contract(`context: [{ id: a, check: field, field: Decision, schema: { enum: ["yes", "No", "on", "2026-11-01"] } }]\n`));
  for (const option of ["yes", "No", "on", "2026-11-01"]) expect(world.said.out).toContain(`- "${option}"\n`);
});

describe("a form that is there", () => {
  const shipped = () => readFileSync(join(dir, ".github/ISSUE_TEMPLATE/problem-brief.yml"), "utf8");
  const checked = async (text: string, options: Partial<FormOptions> = {}) => {
    writeFileSync(join(dir, "form.yml"), text);
    return await run({ check: join(dir, "form.yml"), ...options });
  };

  it("agrees when only its wording differs, and the shipped one does", async () => {
    expect(await run({ check: join(dir, ".github/ISSUE_TEMPLATE/problem-brief.yml") })).toBe(0);
    expect(await checked(shipped().replace("Why this, why now.", "Tell us.").replace("label: Evidence", "label: 'evidence:'"))).toBe(0);
    expect(await checked(`${shipped()}  - type: input\n    attributes: { label: More }\n`)).toBe(0);
  });

  it.each<[string, (text: string) => string, string]>([
    [
      "a renamed section",
      (text) => text.replace("label: Evidence", "label: Evidences"),
      'form.yml:14  The field "Evidences" makes a heading that the contract does not read. Needed: The label "Evidence".',
    ],
    [
      "a missing section",
      (text) => text.replace(/ {2}- type: textarea\n {4}id: business-rationale[\s\S]*?required: true \}\n/, ""),
      'There is no field "Business rationale".',
    ],
    [
      "a section that is only explained",
      (text) => text.replace("type: textarea\n    id: evidence", "type: markdown\n    id: evidence"),
      'There is no field "Evidence".',
    ],
  ])("has drifted: %s", async (_name, change, words) => {
    expect(await checked(change(shipped()))).toBe(1);
    expect(world.said.out).toContain(words);
    expect(world.said.out).toContain("differ in 1 point.");
  });

  it("has drifted in its options, boxes and labels", async () => {
    const options = contract(`applies_to: { labels: { any: [brief, rfc], none: [draft] } }
context:
  - { id: a, check: field, field: Size, schema: { enum: [S, M] } }
  - { id: b, check: checkbox, item: Told, section: Why }
`);
    const text = (labels: string, sizes: string, box: string) =>
      `labels: ${labels}\nbody:\n  - { type: dropdown, attributes: { label: Size, options: ${sizes} }, validations: { required: true } }\n  - { type: checkboxes, attributes: { label: Why, options: [{ label: ${box} }] } }\n`;
    expect([await checked(text('"rfc, stage: discover"', "[S, M]", "told"), options), world.said.out]).toEqual([0, expect.anything()]);
    expect(await checked(text("[draft]", "[S, L]", "Asked"), options)).toBe(1);
    expect(world.said.out).toContain(
      'form.yml:1  The form does not give the label "brief". It gives "draft", with which the contract does not apply.',
    );
    expect(world.said.out).toContain('form.yml:3  "Size" lacks "M". The contract refuses "L".');
    expect(world.said.out).toContain('form.yml:4  "Why" lacks the box "Told".');
  });

  it("is only warned of when it may be left out, or takes any text", async () => {
    const options = contract("context: [{ id: a, check: field, field: Size, schema: { enum: [S, M] } }]\n");
    expect(await checked('labels: ["stage: discover"]\nbody:\n  - { type: input, attributes: { label: Size } }\n', options)).toBe(0);
    expect(world.said.out).toContain("! ");
    expect(world.said.out).toContain('"Size" takes any text. Needed: A dropdown of "S", "M".');
    expect(world.said.out).toContain('"Size" may be left out.');
  });

  it("is reported to machines, too", async () => {
    await checked(shipped().replace("label: Evidence", "label: Proof"), { format: "github" });
    expect(world.said.out).toContain(`::error file=${join(dir, "form.yml")},line=4,title=Evidence::There is no field "Evidence".`);
  });

  it.each([
    ["no YAML", "body: [", "form.yml:"],
    ["no form", "about: A template\n", "found no `body`"],
    ["nothing to ask", "body: []\n", "at least one field"],
  ])("is no form: %s", async (_name, text, words) => {
    expect(await checked(text)).toBe(2);
    expect(world.said.err).toContain(words);
  });
});

describe("writing", () => {
  it("goes beside the other forms, and replaces none unless told", async () => {
    const path = join(dir, ".github/ISSUE_TEMPLATE/decide-to-build.yml");
    expect(await run({ contract: "decide-to-build", write: true })).toBe(0);
    const text = readFileSync(path, "utf8");
    expect(text).toContain("name: Shaped pitch hand-off");
    writeFileSync(path, "mine");
    expect(await run({ contract: "decide-to-build", write: true })).toBe(2);
    expect(world.said.err).toContain("exists; --force replaces it");
    expect(readFileSync(path, "utf8")).toBe("mine");
    expect(await run({ contract: "decide-to-build", write: true, force: true })).toBe(0);
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  it("asks for what the first hand-off reads, when no contract is named", async () => {
    expect((await made()).name).toBe("Problem brief hand-off");
    expect(existsSync(join(dir, ".github/ISSUE_TEMPLATE/discover-to-decide.yml"))).toBe(false);
  });

  it("is refused for pull requests", async () => {
    expect(await run(contract("applies_to: { subject: pull_request }\ncontext: [{ id: a, check: section, section: A }]\n"))).toBe(2);
    expect(world.said.err).toContain("GitHub has forms for issues only");
  });
});
