import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { progressOn } from "../../src/cli/common/progress.js";
import { simulateCommand, type SimulateOptions } from "../../src/cli/simulate/command.js";
import { startSandbox, type Hub } from "../../src/sandbox/index.js";
import { temporaryFolder } from "../support/temporary.js";

const SHIPPED = fileURLToPath(new URL("../../contracts", import.meta.url));

/** A folder with files by path. */
function folderOf(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The shipped contracts with one of them changed. */
function changed(file: string, from: string, to: string): string {
  const folder = folderOf({});
  cpSync(SHIPPED, folder, { recursive: true });
  const text = readFileSync(join(folder, file), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
  return folder;
}

async function run(
  options: Partial<SimulateOptions>,
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const output = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
  const code = await simulateCommand({ limit: 500, format: "text", details: true, ...options }, output, { NO_COLOR: "1", ...env });
  return { code, out, err };
}

describe("baton simulate --demo", () => {
  it("finds that the policy in force changes nothing", async () => {
    const { code, out } = await run({ demo: true, contracts: SHIPPED });
    expect(out).toContain("acme/insights: 5 open items");
    expect(out).toContain("No item flips; 5 stay as they are.");
    expect(code).toBe(0);
  });

  it("names each item that a stricter gate would hold up, with the reason, and fails", async () => {
    const { code, out } = await run({ demo: true, contracts: changed("discover-to-decide.yml", "min_words: 15 }", "min_words: 40 }") });
    expect(out).toMatch(/#1 {2}Compare outcomes between cohorts {2}Discover → Decide {2}green +→ red/);
    expect(out).toContain(
      "✗ Business rationale given: pass → fail  line 13: `Business rationale` has 33 words. Needed: Say it in 40 words or more.",
    );
    expect(out).toMatch(/#3 .* waits for people → red/);
    expect(out).not.toContain("#4");
    expect(out).toContain("3 would be held up, 0 would come free; 2 stay as they are");
    expect(code).toBe(1);
  });

  it("begins with how many items each gate flips, and tells of the items on demand only", async () => {
    const { out } = await run({
      demo: true,
      details: false,
      contracts: changed("discover-to-decide.yml", "min_words: 15 }", "min_words: 40 }"),
    });
    expect(out.split("\n").slice(2, 5)).toEqual([
      "  gate                                      turns red  turns green",
      expect.stringMatching(/^ {2}business-rationale of discover-to-decide +3 +0$/),
      "",
    ]);
    expect(out).not.toContain("Compare outcomes between cohorts");
    expect(out).toContain("3 would be held up, 0 would come free; 2 stay as they are");
    expect(out).toMatch(/--details tells of each of these items, and why\.\n$/);
  });

  it("says which gates a change removes, with what that frees, and those that hold nobody up", async () => {
    const folder = changed("discover-to-decide.yml", "id: priority,", "id: importance,\n      level: warn,");
    const { out } = await run({ demo: true, contracts: folder, format: "json" });
    const { gates } = JSON.parse(out) as { gates: unknown[] };
    expect(gates).toContainEqual({ contract: "discover-to-decide", gate: "priority", red: 0, green: 2, removed: true });
    const text = await run({ demo: true, contracts: folder, details: false });
    expect(text.out).toMatch(/priority of discover-to-decide +0 +2 {2}removed\n/);
  });

  it("tells of an item that other gates hold up just as well, and never ticks a gate that asks for nothing any more", async () => {
    const folder = changed("discover-to-decide.yml", "id: priority,", "id: importance,\n      level: warn,");
    const stricter = readFileSync(join(folder, "discover-to-decide.yml"), "utf8").replace("min_words: 15 }", "min_words: 40 }");
    writeFileSync(
      join(folder, "discover-to-decide.yml"),
      stricter.replace("gates:", "gates:\n  - { id: parts, check: sub_issues, min: 1 }"),
    );
    const { out } = await run({ demo: true, contracts: folder });
    expect(out).toMatch(/− Priority confirmed by the portfolio owner: pass → removed\n/);
    expect(out).toMatch(/✗ .*: new → fail/);
    expect(out).toMatch(/#4 +Faster dashboards .* red +→ red\n/);
    expect(out).toContain("3 would be held up, 0 would come free; 1 keeps its state under other gates; 1 stays as it is.");
  });

  it("does not fail for items that come free", async () => {
    const folder = changed("discover-to-decide.yml", "id: priority,", "id: priority,\n      level: warn,");
    const { code, out } = await run({ demo: true, contracts: folder });
    expect(out).toMatch(/#3 .* waits for people → green/);
    expect(out).toContain("0 would be held up, 1 would come free; 3 keep their state under other gates; 1 stays as it is.");
    expect(code).toBe(0);
  });

  it("counts a boundary that no contract crosses any more as held up", async () => {
    const folder = changed("discover-to-decide.yml", "subject: issue", "subject: pull_request");
    const { code, out } = await run({ demo: true, contracts: folder });
    expect(out).toMatch(/#1 .* green +→ no contract/);
    expect(code).toBe(1);
  });

  it("points annotations at the line of the gate", async () => {
    const folder = changed("discover-to-decide.yml", "min_words: 15 }", "min_words: 40 }");
    const { out } = await run({ demo: true, contracts: folder, format: "github" });
    const line =
      readFileSync(join(folder, "discover-to-decide.yml"), "utf8")
        .split("\n")
        .findIndex((text) => text.includes("min_words: 40")) + 1;
    expect(out.split("\n")[0]).toContain(`::error file=contracts/discover-to-decide.yml,line=${line},title=Business rationale given::#1 `);
    expect(out.trim().split("\n")).toHaveLength(3);
  });

  it("keeps what it read for the owner's eyes, and judges it again without a network", async () => {
    const file = join(folderOf({}), "recording.json");
    const folder = changed("discover-to-decide.yml", "min_words: 15 }", "min_words: 40 }");
    const live = await run({ demo: true, contracts: folder, record: file });
    expect(live.err).toMatch(/5 open items are kept in .*Private/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const replayed = await run({ recording: file, contracts: folder });
    expect(replayed.out).toBe(live.out);
    expect(replayed.code).toBe(1);
    // A contract that asks for what no contract in force asks for is judged on what was recorded, too.
    const more = changed("decide-to-build.yml", "gates:", "gates:\n  - { id: parts, title: Parts done, check: sub_issues, min: 1 }");
    const other = await run({ recording: file, contracts: more, format: "json" });
    const { results } = JSON.parse(other.out) as { results: { group: string; name: string; outcome: string }[] };
    expect(JSON.stringify(results)).not.toContain("not asked for");
  });

  it("says of a recording that was damaged deep inside that it is, and never takes it for a result", async () => {
    const file = join(folderOf({}), "recording.json");
    await run({ demo: true, record: file });
    const made = JSON.parse(readFileSync(file, "utf8")) as { items: { snapshot: { comments: { body: unknown }[]; reviews: unknown } }[] };
    made.items[0]?.snapshot.comments.splice(0, 1, { body: "x" });
    writeFileSync(file, JSON.stringify(made));
    const { code, err } = await run({ recording: file, contracts: SHIPPED });
    expect(err).toMatch(/is no recording, by its `items\.0\.snapshot\.comments\.0[^`]*`: it is missing or damaged/);
    expect(code).toBe(2);
    const [item] = made.items;
    if (item) Object.assign(item.snapshot, { comments: [], reviews: { known: true, value: 7 } });
    writeFileSync(file, JSON.stringify(made));
    const deep = await run({ recording: file, contracts: SHIPPED });
    expect(deep.err).toMatch(/is damaged/);
    expect(deep.code).toBe(2);
  });

  it("judges people by the proposed roles, also from a recording", async () => {
    const file = join(folderOf({}), "recording.json");
    await run({ demo: true, record: file });
    const { policy } = JSON.parse(readFileSync(file, "utf8")) as { policy: { own: { files: { path: string; text: string }[] } } };
    const files = Object.fromEntries(policy.own.files.map(({ path, text }) => [path, text]));
    const config = files[".github/baton.yml"] ?? "";
    const byUser = folderOf({ ...files, ".github/baton.yml": config.replace("users: [omar]", "users: [ana]") });
    const { code, out } = await run({ recording: file, contracts: byUser });
    expect(out).toMatch(/#1 .* green +→ (red|waits for people)/);
    expect(out).toMatch(/#2 .* green +→ (red|waits for people)/);
    expect(code).toBe(1);
    const byTeam = folderOf({ ...files, ".github/baton.yml": config.replace("users: [omar]", "teams: [acme/unknown-team]") });
    expect((await run({ recording: file, contracts: byTeam })).code).toBe(1);
  });
});

describe("baton simulate --repo", () => {
  let hub: Hub;
  let env: Record<string, string>;
  const CONTRACT = readFileSync(join(SHIPPED, "discover-to-decide.yml"), "utf8");

  beforeAll(async () => {
    hub = await startSandbox();
    hub.createOrganization("acme");
    hub.createUser("ann");
    hub.createRepository({ owner: "acme", name: "bare", collaborators: { ann: "write" } });
    hub.createRepository({
      owner: "acme",
      name: "broken",
      collaborators: { ann: "write" },
      files: { ".github/baton.yml": "version: 2\n" },
    });
    for (let index = 0; index < 3; index += 1)
      hub.as("ann").openIssue("acme/bare", { title: `\u001b[31mRed\u202e ${index}`, body: "## Notes\n", labels: ["stage: discover"] });
    env = { GITHUB_TOKEN: hub.tokenFor("ann"), GHE_HOST: hub.host, GHE_PROTOCOL: "http" };
  });
  afterAll(async () => await hub.close());

  it("shows what a first policy would hold up, and lets no title command the terminal", async () => {
    const { code, out } = await run({ repo: "acme/bare", contracts: folderOf({ "contracts/a.yml": CONTRACT }) }, env);
    expect(out).toMatch(/#1 .* not governed +→ red/);
    // oxlint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u001b\u202e]/);
    expect(code).toBe(1);
  });

  it("reads a template from the proposed folder", async () => {
    const contract = CONTRACT.replace(/context:[\s\S]*trigger:/, "gates:\n  - { id: form, check: template, file: docs/form.md }\ntrigger:");
    const fits = folderOf({ "contracts/a.yml": contract, "docs/form.md": "# Notes\n" });
    expect((await run({ repo: "acme/bare", contracts: fits }, env)).code).toBe(0);
    const not = folderOf({ "contracts/a.yml": contract, "docs/form.md": "# Other\n" });
    expect((await run({ repo: "acme/bare", contracts: not }, env)).out).toContain(
      "It lacks 1 heading of the template `docs/form.md`: `Other`.",
    );
    const missing = folderOf({ "contracts/a.yml": contract });
    expect((await run({ repo: "acme/bare", contracts: missing }, env)).code).toBe(1);
  });

  it("tells whose acknowledgements a changed contract voids", async () => {
    const { policy } = await awaiting();
    const same = await run({ repo: "acme/flight", contracts: folderOf(policy) }, env);
    expect(same.out).not.toContain("void");
    const other = await run(
      { repo: "acme/flight", contracts: folderOf({ ...policy, "contracts/a.yml": `${CONTRACT}\n`.replace("1.0.0", "1.1.0") }) },
      env,
    );
    expect(other.out).toContain("Acknowledgements given so far would be void: #1.");
  });

  async function awaiting(): Promise<{ policy: Record<string, string> }> {
    const policy = { "contracts/a.yml": CONTRACT };
    hub.createRepository({ owner: "acme", name: "flight", collaborators: { ann: "write" }, files: policy });
    hub.as("ann").openIssue("acme/flight", { title: "In flight", body: "x", labels: ["stage: discover", "handoff: awaiting ack"] });
    await hub.idle();
    return { policy };
  }

  it("says how far it is, to somebody at a terminal only", async () => {
    const told: string[] = [];
    const output = { out: () => {}, err: () => {} };
    const options = { repo: "acme/bare", contracts: SHIPPED, limit: 2, format: "text" } as const;
    await simulateCommand(options, output, env, (text) => void told.push(text));
    expect(told).toEqual([
      "Reading the policy of acme/bare",
      expect.stringMatching(/^Reading #\d+, 1 of 2 open items$/),
      expect.stringMatching(/^Reading #\d+, 2 of 2 open items$/),
      "",
    ]);
    const written: string[] = [];
    progressOn({ isTTY: true, write: (text) => written.push(text) })("x");
    progressOn({ write: (text) => written.push(text) })("y");
    expect(written).toEqual(["\r\u001B[Kx"]);
  });

  it("says what was left out", async () => {
    const { out } = await run({ repo: "acme/bare", contracts: SHIPPED, limit: 1 }, env);
    expect(out).toContain("2 more open items were not read: raise --limit.");
  });

  it.each<[string, Partial<SimulateOptions>, RegExp]>([
    ["a repository that is not there", { repo: "acme/none", contracts: SHIPPED }, /shows this token no repository acme\/none/],
    ["a name that is none", { repo: "acme", contracts: SHIPPED }, /written as owner\/name/],
    ["a policy in force that does not parse", { repo: "acme/broken", contracts: SHIPPED }, /does not parse[\s\S]*baton\.yml:1/],
    [
      "contracts that do not parse",
      { repo: "acme/bare", contracts: folderOf({ "a.yml": "apiVersion: baton/v9\n" }) },
      /contracts\/a\.yml:1/,
    ],
    [
      "a folder without rules",
      { repo: "acme/bare", contracts: folderOf({ "README.md": "x" }) },
      /neither .github\/baton.yml nor contracts/,
    ],
    ["a folder that is not there", { repo: "acme/bare", contracts: "/nonexistent" }, /there is no such folder/],
    ["no source", { contracts: SHIPPED }, /one of --repo/],
    ["two sources", { contracts: SHIPPED, demo: true, repo: "acme/bare" }, /one of --repo/],
    ["nothing to try", { repo: "acme/bare" }, /--contracts DIR/],
    ["a recording of a recording", { recording: "a", record: "b" }, /kept already/],
    ["a recording that is missing", { recording: "/nonexistent/r.json", contracts: SHIPPED }, /there is no such file/],
    [
      "a recording of another kind",
      { recording: join(folderOf({ "r.json": "{}" }), "r.json"), contracts: SHIPPED },
      /no recording, by its `format`: it must be a recording made by/,
    ],
    [
      "a recording that is no JSON",
      { recording: join(folderOf({ "r.json": "{" }), "r.json"), contracts: SHIPPED },
      /is no recording: it is no JSON/,
    ],
  ])("ends with 2 for %s", async (_what, options, said) => {
    const { code, out, err } = await run(options, env);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(said);
  });

  it("needs a token, and never shows it", async () => {
    expect((await run({ repo: "acme/bare", contracts: SHIPPED }, {})).err).toMatch(/GITHUB_TOKEN is not set/);
    const wrong = await run({ repo: "acme/bare", contracts: SHIPPED }, { ...env, GITHUB_TOKEN: "ghp_wrong" });
    expect(wrong.code).toBe(2);
    expect(wrong.err).not.toContain("ghp_wrong");
    expect(wrong.err).toBe("baton: GitHub refuses the token in GITHUB_TOKEN: one that is in force and may read the repository is needed\n");
  });
});
