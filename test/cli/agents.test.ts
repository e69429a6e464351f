import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { agents } from "../../src/cli/agents.js";
import { AGENT, agentFiles } from "../core/policy/agent-files.js";
import { temporaryFolder } from "../support/temporary.js";

async function listed(text: string, format: "text" | "json" | "markdown") {
  const folder = temporaryFolder();
  for (const file of agentFiles(text)) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.text);
  }
  const [out, err]: string[][] = [[], []];
  const code = await agents(folder, format, { out: (one) => void out?.push(one), err: (one) => void err?.push(one) });
  return { code, out: out?.join("") ?? "", err: err?.join("") ?? "" };
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
  test("ends with 2 where the policy does not parse, and says where", async () => {
    const { code, err } = await listed(AGENT.replace("id: scanner\n", ""), "text");
    expect(code).toBe(2);
    expect(err).toContain("contracts/agents/scanner.yml:1:1: found no `id`");
  });
});
