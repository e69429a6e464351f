import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { roles, type RolesOptions } from "../../src/cli/roles/command.js";
import { lintPolicy } from "../../src/core/lint/lint.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import { readWorkspace } from "../../src/cli/common/workspace.js";
import { oftenWords } from "../../src/core/time/lapse-words.js";
import type { Stage } from "../../src/core/policy/types.js";
import { roleMapOf, type MappedRole } from "../../src/render/roles/map.js";
import { rolesMermaid } from "../../src/render/roles/mermaid.js";
import { rolesMarkdown } from "../../src/render/roles/markdown.js";
import { rolesSvg } from "../../src/render/roles/svg.js";
import { rolesText } from "../../src/render/roles/text.js";
import { temporaryFolder } from "../support/temporary.js";
import { folderOf, listener, shippedFiles } from "./workbench.js";

async function run(role: string | undefined, options: RolesOptions = {}) {
  const { said, ...world } = listener();
  return { code: await roles(role, { dir: ".", ...options }, world), ...said };
}
const shown = async (format: RolesOptions["format"]) => (await run(undefined, { ...(format && { format }) })).out;
interface Written {
  id?: string;
  kind: string;
  metadata?: Record<string, unknown>;
  spec?: Record<string, unknown>;
}
const documentsIn = (text: string) => parseAllDocuments(text).map((one) => one.toJS() as Written);

/** What the public schemas of the two descriptor formats ask of what is written, in our words. */
const name = { type: "string", pattern: "^[a-zA-Z0-9]+([-_.][a-zA-Z0-9]+)*$", maxLength: 63 };
const text = { type: "string", minLength: 1 };
const texts = { type: "array", items: text };
const owned = { type: text, lifecycle: text, owner: text };
const SPECS = {
  Group: {
    type: "object",
    required: ["type", "children"],
    properties: { type: text, children: texts, profile: { type: "object", properties: { displayName: text } } },
  },
  Component: {
    type: "object",
    required: ["type", "lifecycle", "owner"],
    properties: { ...owned, providesApis: texts, consumesApis: texts },
  },
  API: { type: "object", required: ["type", "lifecycle", "owner", "definition"], properties: { ...owned, definition: text } },
};
const entityOf = (kind: keyof typeof SPECS) => ({
  type: "object",
  required: ["apiVersion", "kind", "metadata", "spec"],
  additionalProperties: false,
  properties: {
    apiVersion: { enum: ["backstage.io/v1alpha1", "backstage.io/v1beta1"] },
    kind: { enum: [kind] },
    metadata: { type: "object", required: ["name"], properties: { name, description: { type: "string" } } },
    spec: SPECS[kind],
  },
});
const port = (more: object) => ({
  type: "object",
  required: ["name"],
  additionalProperties: false,
  properties: { id: text, name: text, contractId: text, ...more },
});
const ODPS = {
  type: "object",
  required: ["apiVersion", "kind", "id"],
  additionalProperties: false,
  properties: {
    apiVersion: { enum: ["v1.1.0", "v1.0.0", "v0.9.0"] },
    kind: { enum: ["DataProduct"] },
    id: text,
    name: text,
    status: text,
    description: { type: "object", additionalProperties: false, properties: { purpose: text, limitations: text, usage: text } },
    inputPorts: { type: "array", items: port({}) },
    outputPorts: { type: "array", items: port({ description: text, type: text }) },
  },
};
const valid = (schema: object): ValidateFunction => new Ajv2020({ allErrors: true }).compile(schema);

describe("baton roles", () => {
  test("prints the matrix, then what flows", async () => {
    const lines = (await shown("text")).split("\n");
    expect(lines[0]).toMatch(/^ +Discover +Decide +Build +Test +Ship +Evaluate$/);
    expect(lines.find((line) => line.startsWith("pm "))).toMatch(/^pm +lead +lead +support +support +consult +lead$/);
    expect(lines.find((line) => line.includes("Problem brief"))).toMatch(
      /^pm +→ +architect +Problem brief +with discover-to-decide, with every hand-off$/,
    );
    expect(lines.find((line) => line.includes("sales-voice"))).toMatch(/^Sales +→ +pm +sales-voice +\(outside\) every week$/);
  });

  test("prints one role on a page, with its six inputs, five outputs and its workflow", async () => {
    const { out } = await run("pm");
    const under = (title: string) => out.split(`\n${title}\n`)[1]?.split("\n\n")[0]?.split("\n") ?? [];
    expect(under("Takes")).toHaveLength(6);
    expect(under("Gives")).toHaveLength(5);
    expect(out).toContain("6: Hand it to the architect, seen by the hand-off under discover-to-decide");
    expect((await run("pm", { format: "markdown" })).out).toContain("## Takes part in\n\n* Discover: lead");
    expect(JSON.parse((await run("pm", { format: "json" })).out)).toMatchObject({ system: { id: "pm" } });
  });

  test("says how often in words, and calls what a role takes as its producer does", async () => {
    const { out } = await run("pm");
    expect(out).toContain("\n  Strategy, from portfolio-owner, at most 3 months old\n");
    expect((await shown("text")).split("\n").find((line) => line.includes("Strategy"))).toMatch(/, every 3 months$/);
    expect(oftenWords("P1DT12H")).toBe("every 1 day and 12 hours");
    expect(["P1Y", "2w", "soon"].map(oftenWords)).toEqual(["every year", "every 2 weeks", "every soon"]);
  });

  test("keeps to the width of the terminal, and cuts no name of a role", () => {
    const many = Array.from({ length: 9 }, (_, at) => `a-rather-long-role-name-${at}`);
    const flow = {
      artefact: "a",
      name: "What we learned in the cycle",
      from: "pm",
      external: false,
      to: many,
      untaken: [],
      by: null,
      cadence: "1w",
    };
    const role = (id: string) => ({ system: { id }, engagement: ["lead", "none", "support"] }) as unknown as MappedRole;
    const stages = ["Discover", "Decide together", "Evaluate what was built"].map((called) => ({ name: called }) as unknown as Stage);
    const map = { stages, roles: ["pm", ...many].map(role), flows: [flow, { ...flow, to: ["pm"] }] };
    for (const width of [80, 60, 44]) {
      const out = rolesText(map, width);
      expect(out.split("\n").filter((line) => line.length > width)).toEqual([]);
      for (const id of many) expect(out.split(id)).toHaveLength(3);
      expect(out).not.toMatch(/\n\n\n|\n\n$/);
    }
    expect(rolesText(map, 30)).toContain("a-rather-long-role-name-8:\n    Discover lead, Evaluate\n    what was built support\n");
    expect(rolesText({ ...map, flows: [] })).toMatch(/support\n$/);
  });

  test("points to --dir where a folder stands in a role's place", async () => {
    const folder = folderOf(shippedFiles());
    const wanted = (folderName: string) => ({
      code: 2,
      err: `baton: there is no role ${folderName}; a folder is named by --dir: \`baton roles --dir ${folderName}\`\n`,
    });
    for (const one of [folder, "../dir", "..", "src"]) expect(await run(one)).toMatchObject(wanted(one));
    expect(await run("src", { dir: folder })).toMatchObject(wanted("src"));
  });

  test("says whom something is meant for who does not take it", () => {
    const role = (id: string, more: string) =>
      `apiVersion: baton/v1\nkind: Role\nid: ${id}\nname: The ${id}\npurpose: Works.\nproduces: [${more}]\n`;
    const files = [
      { path: "contracts/roles/pm.yml", text: role("pm", '{ id: brief, name: Brief, to: [qa], by: { document: "docs/*.md" } }') },
      { path: "contracts/roles/qa.yml", text: role("qa", "") },
    ];
    const { policy } = parsePolicy(files, { repository: "acme/shop", commit: "" });
    if (!policy) throw new Error("no policy");
    const map = roleMapOf(policy);
    expect(rolesText(map)).toMatch(/^pm +→ +qa \(does not take it\) +Brief/m);
    expect(rolesMarkdown(map)).toContain("| `pm` | Brief | `qa` (does not take it) |");
    expect(rolesSvg(map)).toContain("Brief goes from The pm to The qa (does not take it).");
  });

  test("draws boxes that hold all they name, by the names of the matrix", async () => {
    const svg = await shown("svg");
    expect(svg).toContain(">Engineer, Portfolio owner</text>");
    expect(svg).not.toContain("…</text>");
    const boxes = [...svg.matchAll(/<rect class="box" x="(\d+)"[^>]* width="(\d+)"[^>]*\/>\n(<text[^>]*>([^<]*))/g)];
    expect(boxes.length).toBeGreaterThan(20);
    for (const [, , width, , words = ""] of boxes) expect(Number(width)).toBeGreaterThan(words.length * 7);
  });

  test("breaks a long list of receivers, and counts what is left", () => {
    const to = Array.from({ length: 30 }, (_, at) => `a-rather-long-role-${at}`);
    const flow = { artefact: "a", name: "A", from: "pm", external: false, to, untaken: [], by: null, cadence: "" };
    const svg = rolesSvg({ stages: [], roles: [], flows: [flow] });
    expect(svg).toMatch(/a-rather-long-role-4,<\/text>\n<text[^>]*>and 25 more</);
  });

  test("says what is wrong with a call", async () => {
    expect(await run("pmm")).toMatchObject({ code: 2, err: expect.stringContaining("Did you mean `pm`?") });
    expect(await run("pm", { format: "svg" })).toMatchObject({ code: 2, err: expect.stringContaining("one role is shown as") });
    expect(await run(undefined, { check: true })).toMatchObject({ code: 2 });
    const none = folderOf({ ".github/baton.yml": "version: 1\n" });
    expect(await run(undefined, { dir: none })).toMatchObject({ code: 2, err: expect.stringContaining("contracts/roles/") });
  });

  test("the two descriptor formats take what is exported", async () => {
    const entities = documentsIn(await shown("backstage"));
    expect(entities).toHaveLength(6 + 6 + 11);
    for (const entity of entities) {
      const validate = valid(entityOf(entity.kind as keyof typeof SPECS));
      expect(validate(entity), JSON.stringify(validate.errors)).toBe(true);
    }
    const pm = entities.find(({ kind, metadata }) => kind === "Component" && metadata?.["name"] === "pm");
    expect(pm?.spec?.["consumesApis"]).toEqual(["technical-constraints", "strategy", "quality-report"]);
    const products = documentsIn(await shown("odps"));
    const validate = valid(ODPS);
    for (const product of products) expect(validate(product), JSON.stringify(validate.errors)).toBe(true);
    expect(products.find(({ id }) => id === "pm")).toMatchObject({
      id: "pm",
      outputPorts: expect.arrayContaining([expect.objectContaining({ contractId: "discover-to-decide" })]),
    });
  });

  test("keeps a block of a file up to date, and says when it is not", async () => {
    const file = join(temporaryFolder(), "TEAM.md");
    writeFileSync(file, "# Team\n\nWho does what.\n");
    expect(await run(undefined, { write: file, check: true })).toMatchObject({ code: 1, err: expect.stringContaining("out of date") });
    expect(readFileSync(file, "utf8")).toBe("# Team\n\nWho does what.\n");
    expect((await run(undefined, { write: file })).code).toBe(0);
    const first = readFileSync(file, "utf8");
    expect(first).toMatch(/^# Team\n\nWho does what.\n\n<!-- baton:roles -->\n[\s\S]*\| Role \|[\s\S]*<!-- \/baton:roles -->\n$/);
    expect((await run(undefined, { write: file, check: true })).code).toBe(0);
    writeFileSync(file, `${first.replace("Problem brief", "Old brief")}After.\n`);
    expect((await run(undefined, { write: file })).code).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(`${first}After.\n`);
    await run(undefined, { write: file, format: "mermaid" });
    expect(readFileSync(file, "utf8")).toContain("```mermaid\nflowchart LR\n");
  });

  test("takes no text away after a marker that nothing closes", async () => {
    const file = join(temporaryFolder(), "TEAM.md");
    writeFileSync(file, "<!-- /baton:roles -->\n<!-- baton:roles -->\nMine.\n");
    for (const _time of ["first", "second"]) expect((await run(undefined, { write: file })).code).toBe(0);
    expect(readFileSync(file, "utf8")).toContain("Mine.");
    expect((await run(undefined, { write: file, check: true })).code).toBe(0);
  });

  test("writes through no symbolic link, which a repository may point anywhere", async () => {
    const folder = temporaryFolder();
    const [elsewhere, file] = [join(folder, "elsewhere"), join(folder, "TEAM.md")];
    writeFileSync(elsewhere, "mine\n");
    symlinkSync(elsewhere, file);
    const refused = { code: 2, err: expect.stringContaining("symbolic link") };
    for (const check of [false, true]) expect(await run(undefined, { write: file, check })).toMatchObject(refused);
    expect(readFileSync(elsewhere, "utf8")).toBe("mine\n");
    const missing = join(folder, "missing");
    symlinkSync(missing, join(folder, "OTHER.md"));
    expect(await run(undefined, { write: join(folder, "OTHER.md") })).toMatchObject(refused);
    expect(existsSync(missing)).toBe(false);
  });
});

describe("baton roles --documents", () => {
  const role = `apiVersion: baton/v1
kind: Role
id: pm
name: Data PM
purpose: Works on problems worth solving.
produces:
  - id: learnings
    name: Learnings
    to: all
    by: { document: "docs/learnings/**/*.md" }
    checks: [{ check: section, section: What we learned, min_words: 5 }]
`;
  const good = "---\ncycle: 4\n---\n# Cycle 4\n\n## What we learned\n\nCohorts are compared every Monday by hand.\n";
  const judged = (files: Record<string, string>) =>
    run(undefined, { documents: true, dir: folderOf({ "contracts/roles/pm.yml": role, ...files }) });

  test("tells what is fit", async () => {
    const { code, out } = await judged({ "docs/learnings/2026/4.md": good, "docs/other.md": "nothing" });
    expect(out).toContain("docs/learnings/2026/4.md");
    expect(code).toBe(0);
  });

  test("tells what is unfit, and what is missing", async () => {
    const unfit = await judged({ "docs/learnings/4.md": good.replace(/Cohorts.*/, "TBD") });
    expect(unfit).toMatchObject({ code: 1, out: expect.stringContaining("TBD") });
    expect(unfit.out).toContain("Learnings (pm)\ndocs/learnings/4.md\n\n✗ Section `What we learned` (check-1)\n");
    expect(await judged({})).toMatchObject({ code: 1, out: expect.stringContaining("missing: nothing matches docs/learnings/**/*.md") });
  });

  test("looks at nothing outside of the folder", async () => {
    const outside = role.replace("docs/learnings/**/*.md", "../**/*.md");
    const folder = folderOf({ "contracts/roles/pm.yml": outside });
    expect(await run(undefined, { documents: true, dir: folder })).toMatchObject({ code: 1, out: expect.stringContaining("missing") });
  });
});

describe("words that people wrote", () => {
  const hostile = `apiVersion: baton/v1
kind: Role
id: pm
name: '<script>"x"</script> | @everyone \`](http://evil)'
purpose: "\\e[31m & <!-- x -->"
engagement: { discover: lead }
consumes: [{ artefact: a, from: { external: '"]; click r0 "javascript:alert(1)' } }]
produces: []
`;
  const { policy } = parsePolicy([{ path: "contracts/roles/pm.yml", text: hostile }], { repository: "acme/shop", commit: "" });
  if (!policy) throw new Error("no policy");
  const map = roleMapOf(policy);

  test("are inert in every picture and table", () => {
    expect(rolesSvg(map)).not.toContain("<script");
    expect(rolesMermaid(map)).not.toMatch(/click r0 "|<script|"\];/);
    expect(rolesMarkdown(map)).not.toMatch(/<script|@everyone|http:\/\//);
    expect(rolesText(map)).not.toContain("\u001B");
  });

  test("a picture says in words what it shows, for light and dark", () => {
    const svg = rolesSvg(map);
    expect(svg).toMatch(/<title id="t">.+<\/title>\n<desc id="d">.+lead in Discover/);
    expect(svg).toContain("prefers-color-scheme:dark");
  });
});

test("the roles of this repository fit together, and name nobody", async () => {
  const files = await readWorkspace(".");
  expect(files.filter(({ path }) => path.startsWith("contracts/roles/"))).toHaveLength(6);
  expect(lintPolicy(files)).toEqual([]);
  for (const { path, text: written } of files) if (path.startsWith("contracts/roles/")) expect(written).not.toMatch(/^people:/m);
});

describe("a role of the policy that has no file yet", () => {
  const config = `version: 1
stages:
  - { id: discover, name: Discover, label: "stage: discover" }
  - { id: decide, name: Decide, label: "stage: decide" }
roles:
  pm: { users: [paula] }
  engineer: { users: [eli] }
`;
  const file = "apiVersion: baton/v1\nkind: Role\nid: pm\nname: Data PM\npurpose: Knows why.\nengagement: { discover: lead }\n";
  const dir = folderOf({ ".github/baton.yml": config, "contracts/roles/pm.yml": file });

  test("is told as that, on its page and below the matrix", async () => {
    expect(await run("engineer", { dir })).toMatchObject({
      code: 2,
      err: "baton: engineer has no file under contracts/roles/ yet. With one: pm.\n",
    });
    expect((await run(undefined, { dir })).out).toMatch(/^pm .*lead .*\n\nengineer: no file under contracts\/roles\/ yet\.\n$/m);
    expect((await run("enginer", { dir })).err).toContain("there is no role enginer");
  });

  test("a block says whether it was written", async () => {
    const write = join(dir, "TEAM.md");
    expect((await run(undefined, { dir, write })).out).toBe(`Wrote ${write}\n`);
    expect((await run(undefined, { dir, write })).out).toBe(`${write} is up to date\n`);
  });
});
