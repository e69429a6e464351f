import { describe, expect, test } from "vitest";
import { LATELY_MS } from "../../../src/core/insight/agents-lately.js";
import { toRow, type Entry, type EntryRow } from "../../../src/core/ledger/entry.js";
import type { Known, Making } from "../../../src/web/pages/page.js";
import { rolesPage } from "../../../src/web/pages/roles.js";

const NOW = 1_800_000_000_000;
const PLACE = { version: 2, item: "I_1", repository: "acme/app", number: 1, policyCommit: null, contract: null, actor: null } as const;
const agent = { id: "scanner", name: "Scanner", role: "pm", facts: [{ key: "role", words: "pm" }], url: "https://github.com/acme/app" };
const known = {
  name: "acme/app",
  path: "/acme/app",
  shown: {
    repositoryId: "R_1",
    policy: { roleMap: { stages: [], roles: [], flows: [] }, roles: [], agents: [agent], artefacts: [], timezone: "UTC" },
  },
} as unknown as Known;

function making(rows: EntryRow[]): Making {
  const agentEntries = async (repositoryId: string, since: number) => (repositoryId === "R_1" && since === NOW - LATELY_MS ? rows : []);
  const artefactsOf = async () => new Map();
  return { store: { agentEntries, artefactsOf }, now: NOW, visit: { session: { login: "ana" } } } as unknown as Making;
}

describe("the page of roles", () => {
  test("tells what each agent did lately", async () => {
    const beyond = { ...PLACE, at: NOW - 1, kind: "agent_beyond", data: { agent: "scanner", work: "issue", why: ["limit"], files: [] } };
    const { data, page } = await rolesPage(making([toRow(beyond as Entry)]), known);
    expect(data).toMatchObject({ agents: [{ id: "scanner", lately: { within: 0, beyond: 1, confirmed: 0, refused: 0 } }] });
    expect(String(page)).toContain("1 beyond, in 30 days");
    expect(String((await rolesPage(making([]), known)).page)).toContain("nothing, in 30 days");
  });
});
