import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { agents } from "../../src/cli/agents.js";
import { AGENT, agentFiles } from "../core/policy/agent-files.js";
import { toRow, type Entry } from "../../src/core/ledger/entry.js";
import { openStore } from "../../src/store/store.js";
import { evaluation, item, TEST_KEY } from "../store/samples.js";
import { temporaryFolder } from "../support/temporary.js";

const NOW = 1_800_000_000_000;

async function listed(
  text: string,
  format: "text" | "json" | "markdown",
  data = "",
  repo: string | null = data === "" ? null : "Acme/Data",
) {
  const folder = temporaryFolder();
  for (const file of agentFiles(text)) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.text);
  }
  const [out, err]: string[][] = [[], []];
  const output = { out: (one: string) => void out?.push(one), err: (one: string) => void err?.push(one) };
  const env = { BATON_DATA: data === "" ? folder : data };
  const code = await agents({ folder, format, repo, now: NOW }, output, env);
  return { code, out: out?.join("") ?? "", err: err?.join("") ?? "" };
}

/** A store in which the agent did something lately, something long ago, and another repository's agent something, too. */
async function storeWithActs(): Promise<string> {
  const place = temporaryFolder();
  const store = await openStore({ folder: place }, TEST_KEY);
  const acts = [
    { number: 1, repositoryId: "R_data", at: NOW - 1, kind: "agent_within", data: { agent: "scanner", work: "issue" } },
    { number: 2, repositoryId: "R_data", at: NOW - 31 * 86_400_000, kind: "agent_within", data: { agent: "scanner", work: "issue" } },
    {
      number: 3,
      repositoryId: "R_data",
      at: NOW - 2,
      kind: "agent_beyond",
      data: { agent: "scanner", work: "issue", why: ["limit"], files: [] },
    },
    {
      number: 4,
      repositoryId: "R_other",
      at: NOW - 2,
      kind: "agent_refused",
      data: { agent: "scanner", work: "assignment", why: ["stage"] },
    },
  ] as const;
  for (const { number, repositoryId, at, kind, data } of acts) {
    await store.enqueue([{ ...item(number), owner: "acme", name: repositoryId === "R_data" ? "data" : "other", repositoryId }], 0);
    const lease = await store.claim(0, 1_000);
    if (!lease) throw new Error("nothing to claim");
    const where = { version: 2, item: `I_${number}`, repository: null, number, policyCommit: null, contract: null, actor: null } as const;
    await store.commit(lease, { ...evaluation(`I_${number}`), entries: [toRow({ ...where, at, kind, data } as Entry)] });
    await store.finish(lease, { now: 1, dueAt: null });
  }
  await store.close();
  return place;
}

describe("baton agents", () => {
  test("tells mode, radius and oversight", async () => {
    const { code, out } = await listed(AGENT, "text");
    expect(code).toBe(0);
    expect(out).toContain("Scanner (scanner)");
    expect(out).toContain("autonomous (errors tolerable, single tool, self-contained)");
    expect(out).toContain("docs/market/** (pull requests: 2 open, 20 files); 5 issues within 1d; no comments");
    expect(out).toContain("pm, every week");
  });
  test("writes a table, and data", async () => {
    expect((await listed(AGENT, "markdown")).out).toMatch(/^\| agent \| role \|[^\n]+\n\|---[^\n]+\n\| \*\*`?Scanner/);
    expect(JSON.parse((await listed(AGENT, "json")).out)).toMatchObject([{ id: "scanner", mode: "autonomous" }]);
  });
  test("tells what they did lately, as the App's store knows it", async () => {
    const place = await storeWithActs();
    expect((await listed(AGENT, "text", place)).out).toContain("lately      1 within, 1 beyond, in 30 days");
    expect((await listed(AGENT, "markdown", place)).out).toMatch(/ lately \|\n.*1 within, 1 beyond, in 30 days` \|\n$/s);
    expect(JSON.parse((await listed(AGENT, "json", place)).out)).toMatchObject([
      { id: "scanner", lately: { within: 1, beyond: 1, confirmed: 0, refused: 0 } },
    ]);
  });
  test("says why that is left out", async () => {
    const { code, out, err } = await listed(AGENT, "text", await storeWithActs(), null);
    expect([code, err]).toEqual([0, expect.stringContaining("what they did lately is left out: the folder is no clone")]);
    expect(out).not.toContain("lately");
    for (const repo of [null, "Acme/Data"])
      expect((await listed(AGENT, "text", temporaryFolder(), repo)).err).toContain("there is no database in");
  });
  test("ends with 2 where the policy does not parse, and says where", async () => {
    const { code, err } = await listed(AGENT.replace("id: scanner\n", ""), "text");
    expect(code).toBe(2);
    expect(err).toContain("contracts/agents/scanner.yml:1:1: found no `id`");
  });
});
