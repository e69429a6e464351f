import { describe, expect, it } from "vitest";
import { DATA, type Kind } from "../../src/core/ledger/data.js";
import type { Entry } from "../../src/core/ledger/entry.js";
import { nearestGate, shownItem } from "../../src/render/pages/item.js";
import { pageLinks, sourceUrl } from "../../src/render/pages/links.js";
import { renderLivingComment } from "../../src/render/living-comment.js";
import { entryWords } from "../../src/render/pages/timeline.js";
import { lasting } from "../../src/render/pages/time.js";
import { blocked, outsideCode, receipt, verdict } from "./build.js";

const at = { web: "https://github.com", repository: "acme/app", commit: "abc" };

describe("addresses on GitHub", () => {
  it.each([
    [{ ...at, file: "docs/a b.md", line: 3 }, "https://github.com/acme/app/blob/abc/docs/a%20b.md?plain=1#L3"],
    [{ ...at, file: "contracts/x.yml", line: 1 }, "https://github.com/acme/app/blob/abc/contracts/x.yml#L1"],
    [{ ...at, file: ".github:contracts/x.yml" }, "https://github.com/acme/.github/blob/HEAD/contracts/x.yml"],
    [{ ...at, file: "a#b?.yml" }, "https://github.com/acme/app/blob/abc/a%23b%3F.yml"],
  ])("of %j", (source, url) => expect(sourceUrl(source)).toBe(url));
});

describe("an item", () => {
  const place = { url: "https://github.com/acme/app/issues/1", documents: at, policy: at };

  it("shows each gate once, what is in the way first, with line, need and who", () => {
    const { gates, rail, contract } = shownItem(blocked(), place);
    expect(gates.map(({ id, is }) => `${id} ${is}`)).toEqual(["priority red", "evidence red", "rationale red", "ethics green"]);
    expect(gates[1]).toMatchObject({ findings: [{ place: { words: "line 9", url: place.url } }, {}], outcome: "fail", since: null });
    expect(rail.map(({ is, arrow }) => `${is} ${arrow}`)).toEqual(["here null", "ahead blocked", "ahead null", "ahead null"]);
    expect(contract?.url).toBe("https://github.com/acme/app/blob/abc/contracts/discover-to-decide.yml");
  });

  it("names the gate that can be written first, though another comes before it", () => {
    expect(nearestGate(blocked())?.gate).toBe("At least 3 customer data points");
    expect(nearestGate(verdict({ gates: [] }))).toBe(null);
  });

  it("is led to from the living comment where pages are on, and only there", () => {
    const { item } = pageLinks("https://baton.example.com", { owner: "acme", name: "app" });
    expect(renderLivingComment(blocked(), 0, item(1))).toContain("(https://baton.example.com/acme/app/1)");
    expect(renderLivingComment(blocked())).not.toContain("baton.example.com");
  });
});

const EVIL = "@everyone [x](https://evil.example) <img src=x> `y`";
const who = { id: 1, login: EVIL };
const told = { stage: (id: string | null) => id ?? "", timezone: "UTC" };

const SAMPLES: { [K in Kind]: unknown } = {
  governed: { stage: "discover" },
  adopted: { stage: "discover" },
  requested: { from: null, to: "decide", via: "label", sequence: 1, again: true },
  blocked: { sequence: 1, gates: [{ id: EVIL, outcome: "fail" }] },
  gates: { sequence: 1, gates: [{ id: EVIL, outcome: "fail" }] },
  closed: {},
  reopened: {},
  released: { stage: "discover" },
  gone: {},
  awaiting: { sequence: 1, digest: "", changed: [EVIL] },
  ack: { commentId: 1, digest: "" },
  void: { commentId: 1, why: "content_changed", changed: [EVIL] },
  accepted: { receipt: receipt() },
  rejected: { reason: EVIL, sequence: 1 },
  withdrawn: { to: "decide", sequence: 1, reason: null },
  forced: { code: "", reason: EVIL, bypassed: [] },
  overridden: { receipt: receipt({ by: [who], reason: EVIL }) },
  backward: { receipt: receipt({ by: [who] }) },
  observed: { receipt: receipt() },
  refused: { why: EVIL, command: "ack" },
  begun: { stage: "build", signal: EVIL },
  waived: { gate: EVIL, until: 1, reason: EVIL, outcome: "fail" },
  delegated: { to: who, until: 1 },
  deadline: { what: "begin", share: 50, due: 1 },
  drift: { changed: [EVIL] },
  held: { reason: EVIL, sequence: 1 },
  unheld: { sequence: 1 },
  agent_within: { agent: EVIL, work: "issue" },
  agent_beyond: { agent: EVIL, work: "pull_request", why: ["radius", "size"], files: [EVIL] },
  agent_confirmed: { agent: EVIL, word: "agent", commentId: 1 },
  agent_refused: { agent: null, work: "assignment", why: ["stage"] },
  tampered: {},
  artefact: { artefact: EVIL, producer: EVIL, state: "stale", since: 1, version: { commit: EVIL, at: 1 } },
  deployment_approved: {
    deployment: 1,
    run: 2,
    environment: EVIL,
    commit: EVIL,
    since: null,
    items: [{ reference: EVIL, stage: EVIL, receipt: null }],
    agents: [EVIL],
    observed: true,
  },
  rekeyed: { from: null, to: "k" },
};

describe("an entry of the ledger", () => {
  it.each(Object.keys(DATA) as Kind[])("of the kind %s is a sentence in which nothing that people wrote is alive", (kind) => {
    expect(DATA[kind].safeParse(SAMPLES[kind]).success).toBe(true);
    const entry = {
      kind,
      at: 1,
      actor: who,
      contract: null,
      version: 2,
      item: "I",
      repository: null,
      number: 1,
      policyCommit: null,
      data: SAMPLES[kind],
    };
    const words = entryWords(entry as Entry, told);
    expect(words).toMatch(/^[A-Z*`100-9].*\.$/);
    expect(outsideCode(words)).not.toMatch(/@\w|\[\w*\]\(|<img/);
  });

  it("that this version cannot read says so", () => {
    expect(entryWords({ kind: "unknown", was: "later", at: 1, item: null, actor: null, payload: null }, told)).toContain("later");
  });
});

describe("a time", () => {
  it.each([
    [0, "less than a minute"],
    [60_000, "1 minute"],
    [7_199_999, "1 hour"],
    [172_800_000, "2 days"],
  ])("of %d ms", (ms, words) => expect(lasting(ms)).toBe(words));
});
