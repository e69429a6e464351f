import { describe, expect, it } from "vitest";
import type { ArtefactStanding } from "../../../src/core/context/standing.js";
import { parsePolicy } from "../../../src/core/policy/parse.js";
import type { ShownRepository } from "../../../src/core/shown/types.js";
import { shownPolicy } from "../../../src/render/pages/policy.js";
import { frontPage } from "../../../src/web/pages/front.js";
import type { Known, Making } from "../../../src/web/pages/page.js";
import { rolesPage } from "../../../src/web/pages/roles.js";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 20);
const ANALYTICS = `apiVersion: baton/v1
kind: Role
id: analytics
name: Analytics
purpose: Says how the product is used.
people: { users: [ana] }
produces:
  - { id: usage, name: Usage <report>, to: all, by: { document: "docs/usage/**/*.md" }, cadence: 1w }
  - { id: costs, name: Costs, to: all, by: { document: docs/costs.md } }
  - { id: later, name: Later, to: all, by: { document: docs/later.md } }
`;
const { policy } = parsePolicy(
  [
    { path: ".github/baton.yml", text: "version: 1\nlifecycle: dpos\n" },
    { path: "contracts/roles/analytics.yml", text: ANALYTICS },
  ],
  { repository: "acme/data", commit: "c1" },
);
if (!policy) throw new Error("the policy does not parse");

const stale: ArtefactStanding = {
  artefact: "usage",
  producer: "analytics",
  state: "stale",
  since: NOW - 3 * DAY,
  version: { commit: "abcdef123", at: NOW - 10 * DAY },
  until: NOW - 3 * DAY,
  document: "docs/usage/**/*.md",
};
const costs: ArtefactStanding = {
  ...stale,
  artefact: "costs",
  state: "missing",
  since: NOW - DAY,
  version: null,
  until: null,
  document: "docs/costs.md",
};
const shown: ShownRepository = {
  repositoryId: "R_1",
  owner: "acme",
  name: "data",
  policy: shownPolicy(policy, [], "https://github.com"),
  digest: "",
};
const readable = { nodeId: "R_1", owner: "acme", name: "data" };

function making(login: string, standings: ArtefactStanding[] = [stale, costs]): Making {
  const store = {
    shownRepositories: async () => [shown],
    boardRows: async () => new Map([["R_1", []]]),
    artefactsOf: async () => new Map([["R_1", standings]]),
    agentEntries: async () => [],
  };
  const permissions = { repositories: async () => [readable], isInTeam: async () => false };
  return { store, now: NOW, visit: { session: { login, id: 1 }, permissions, query: new URLSearchParams() } } as unknown as Making;
}

describe("what waits for me", () => {
  it("is what I owe others: what is overdue first, each with the folder where it is published", async () => {
    const { data, page } = await frontPage(making("ana"));
    expect(data).toMatchObject({
      waiting: [
        {
          what: "artefact",
          title: "Usage <report>",
          number: null,
          role: "analytics",
          due: NOW - 3 * DAY,
          url: "https://github.com/acme/data/tree/HEAD/docs/usage",
        },
        { what: "artefact", title: "Costs", url: "https://github.com/acme/data/tree/HEAD/docs", path: "/acme/data/roles" },
      ],
    });
    const html = String(page);
    expect(html).toContain("Usage &lt;report&gt;");
    expect(html).toMatch(/stale.*publish a new version in/);
  });

  it("is nobody else's", async () => {
    expect((await frontPage(making("ben"))).data).toMatchObject({ waiting: [] });
    expect((await frontPage(making("ana", [{ ...stale, state: "fresh" }]))).data).toMatchObject({ waiting: [] });
  });
});

describe("the page of roles", () => {
  it("shows how fresh each artefact is, and which nobody looked at yet", async () => {
    const known: Known = { name: "acme/data", path: "/acme/data", readable: { ...readable, isPrivate: false } as never, shown };
    const { data, page } = await rolesPage(making("ana"), known);
    expect((data as { artefacts: unknown }).artefacts).toMatchObject([
      { artefact: "usage", name: "Usage <report>", state: "stale", since: NOW - 3 * DAY, version: { commit: "abcdef123" } },
      { artefact: "costs", state: "missing", version: null },
      { artefact: "later", state: null },
    ]);
    const html = String(page);
    expect(html).toContain("<strong>stale</strong> since 2026-11-17");
    expect(html).toContain("not looked at yet");
  });
});
