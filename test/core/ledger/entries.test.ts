import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evaluation } from "../../../src/core/handoff/evaluate.js";
import { DATA } from "../../../src/core/ledger/data.js";
import { toRow, type EntryPlace } from "../../../src/core/ledger/entry.js";
import { liftEntry } from "../../../src/core/ledger/lift.js";
import { plainRows } from "../../store/plain-ledger.js";
import { anything, History, policyFor } from "../handoff/history.js";
import { World } from "../handoff/world.js";

const PLACE: EntryPlace = { version: 2, item: "I_1", repository: "acme/app", number: 1, policyCommit: "c" };
const OLD = plainRows().map(({ at, kind, item, actor, payload }) => ({
  at,
  kind,
  item,
  actor,
  payload: JSON.parse(payload) as Record<string, unknown>,
}));

/** The first old row of a kind; of several forms, the one that has the key. */
function old(kind: string, key?: string) {
  const found = OLD.find((row) => row.kind === kind && (key === undefined || Object.hasOwn(row.payload, key)));
  if (!found) throw new Error(`no old row ${kind}`);
  return found;
}

function decisionsOf(looks: readonly Evaluation[]) {
  return looks.flatMap((look) => look.decisions);
}

describe("what is decided", () => {
  it("says exactly what its kind says, whatever people do", () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(anything, (steps) => {
        const history = new History(new World(policyFor(1)));
        for (const step of steps) history.play(step);
        for (const { kind, data } of decisionsOf(history.world.looks)) {
          kinds.add(kind);
          expect(DATA[kind].strict().parse(data)).toEqual(data);
        }
      }),
      { numRuns: 100 },
    );
    // Were little decided, the property would say little.
    expect(kinds.size).toBeGreaterThan(7);
  }, 120_000);

  it("names the account of whoever commanded, not only the login", () => {
    const world = new World(policyFor(1));
    world.look();
    world.tick().comment("eve", "/handoff decide");
    world.look();
    world.tick().label("pm", "stage: decide").look();
    const [refused, requested] = ["refused", "requested"].map((kind) => decisionsOf(world.looks).find((one) => one.kind === kind));
    expect(refused?.actor).toMatchObject({ login: "eve" });
    expect(requested?.actor).toMatchObject({ login: "pm" });
    for (const one of [refused, requested]) expect(one?.actor?.id).toEqual(expect.any(Number));
  });

  it("names the contract with its digest, at the time of the decision", () => {
    const world = new World(policyFor(1));
    world.look();
    world.tick().label("pm", "stage: decide").look();
    const [contract] = world.policy.contracts;
    expect(decisionsOf(world.looks).find((one) => one.kind === "requested")?.contract).toEqual({
      id: contract?.id,
      version: contract?.version,
      digest: contract?.digest,
    });
  });

  it("is read back as it was written", () => {
    const world = new World(policyFor(1));
    world.look();
    world.tick().label("pm", "stage: decide").look();
    const entries = decisionsOf(world.looks).map((decision) => ({ ...PLACE, ...decision }));
    expect(entries.length).toBeGreaterThan(2);
    for (const entry of entries) expect(liftEntry(JSON.parse(JSON.stringify(toRow(entry))) as (typeof OLD)[number])).toEqual(entry);
  });
});

describe("a row of an older version", () => {
  it.each(OLD.map((row, index) => [index + 1, row.kind, row] as const))("%i, %s, is read in today's shape", (_, kind, row) => {
    const lifted = liftEntry(row);
    expect(lifted).toMatchObject({
      version: 2,
      at: row.at,
      item: row.item,
      repository: row.payload["repository"],
      number: row.payload["number"],
    });
    expect(lifted.kind === "forced" ? "overridden" : lifted.kind).toBe(kind);
    if (lifted.kind !== "unknown") expect(DATA[lifted.kind].strict().safeParse(lifted.data).success).toBe(true);
  });

  it("covers every kind that was ever written", () => {
    const later = new Set([
      "held",
      "unheld",
      "rekeyed",
      "gates",
      "closed",
      "reopened",
      "released",
      "gone",
      "artefact",
      "deployment_approved",
    ]);
    for (const kind of ["agent_within", "agent_beyond", "agent_confirmed", "agent_refused"]) later.add(kind);
    const lifted = new Set(OLD.map((row) => liftEntry(row).kind));
    expect([...lifted].toSorted()).toEqual(
      Object.keys(DATA)
        .filter((kind) => !later.has(kind))
        .toSorted(),
    );
  });

  it("keeps the login, and has no number for it", () => {
    expect(liftEntry(old("ack")).actor).toEqual({ id: null, login: "ana" });
    expect(liftEntry(old("overridden", "receipt")).actor).toEqual({ id: null, login: "omar" });
    expect(liftEntry(old("blocked")).actor).toBeNull();
  });

  it("tells the word that forced a hand-off from the move that came of it", () => {
    expect(liftEntry(old("overridden", "code"))).toMatchObject({ kind: "forced", data: { code: "code82", reason: "hurry" } });
    expect(liftEntry(old("overridden", "receipt"))).toMatchObject({
      kind: "overridden",
      data: {
        receipt: {
          by: [
            { id: null, login: "omar" },
            { id: null, login: "lea" },
          ],
        },
      },
    });
  });

  it("has people where there were logins", () => {
    expect(liftEntry(old("accepted"))).toMatchObject({
      data: { receipt: { requestedBy: { id: null, login: "paula" }, by: [], acknowledgedBy: [{ by: { id: null, login: "ana" } }] } },
    });
    expect(liftEntry(old("delegated"))).toMatchObject({ data: { to: { id: null, login: "eve" } } });
  });

  it("says what it left out, and no more than it knew", () => {
    expect(liftEntry(old("requested", "again"))).toMatchObject({ data: { again: true, from: null, via: null, sequence: 1 } });
    expect(liftEntry(old("requested", "from"))).toMatchObject({ data: { again: false, from: "discover", via: "label" } });
    expect(liftEntry(old("blocked"))).toMatchObject({ data: { gates: expect.arrayContaining([{ id: "priority", outcome: null }]) } });
    expect(liftEntry(old("withdrawn", "reason"))).toMatchObject({ data: { reason: "no_contract", sequence: null } });
    expect(liftEntry(old("withdrawn", "sequence"))).toMatchObject({ data: { reason: null, sequence: 2 } });
    const signals = OLD.filter((row) => row.kind === "begun").map((row) => liftEntry(row));
    expect(signals).toMatchObject([{ data: { signal: "assigned" } }, { data: { signal: "command" } }]);
  });

  it("names the contract that was crossed by, not the next one", () => {
    const accepted = liftEntry(old("accepted"));
    expect(old("accepted").payload["contract"]).toBe("decide-to-build");
    expect(accepted).toMatchObject({ contract: { id: "discover-to-decide", digest: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(liftEntry(old("governed"))).toMatchObject({ contract: { id: "discover-to-decide", version: "1.0.0", digest: null } });
  });
});

describe("a row that nobody can read", () => {
  const row = { at: 1, kind: "ack", item: null, actor: null };
  it.each([
    ["of an unknown kind", { ...row, kind: "applauded", payload: { a: 1 } }],
    ["named like an object's own", { ...row, kind: "__proto__", payload: {} }],
    ["of a later version", { ...row, payload: { version: 3, data: {} } }],
    ["of today's version with other data", { ...row, payload: { version: 2, data: { commentId: "seven" } } }],
    ["of a known kind without its data", { ...row, payload: { repository: "acme/app" } }],
    ["that is no object", { ...row, payload: "text" }],
    ["that is a list", { ...row, payload: [] }],
    ["that is nothing", { ...row, payload: null }],
  ])("%s is kept as it is", (_, given) => {
    expect(liftEntry(given)).toEqual({ ...given, kind: "unknown", was: given.kind });
  });

  it("never stops the reading, whatever it holds", () => {
    const kind = fc.oneof(fc.constantFrom(...Object.keys(DATA)), fc.string());
    fc.assert(
      fc.property(kind, fc.jsonValue(), fc.option(fc.string()), fc.jsonValue(), (name, payload, actor, part) => {
        expect(liftEntry({ ...row, kind: name, actor, payload })).toHaveProperty("kind");
        const receipt = { acknowledgedBy: part, gates: part, contract: part };
        for (const flat of [{ receipt: part }, { receipt }, { gates: part, to: part, contract: part }, { version: part, data: part }])
          expect(liftEntry({ ...row, kind: name, actor, payload: flat })).toHaveProperty("kind");
      }),
      { numRuns: 500 },
    );
  });
});
