import type { Receipt } from "../../../src/core/record/receipt.js";
import { acksIn } from "../../../src/core/record/state.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommands } from "../../../src/core/commands/parse.js";
import { anything, Draft, History, isRed, policyFor, readsSame, ROLES, sameProblem, talk, type Step, type Told } from "./history.js";
import { World } from "./world.js";

// Raise it to search deeper.
const SCALE = Number(process.env["PROPERTY_SCALE"] ?? 0.5);
const runs = (count: number) => ({ numRuns: Math.ceil(count * SCALE) });
const PATIENCE = 600_000;
const COUNTS = fc.constantFrom(1, 2);

const leads = (told: Told, name: string) => parseCommands(told.text).some((command) => command.name === name);

/** Who handed the item into a stage last, by the true order: nothing from before may count. */
function problemsWith(history: History, receipt: Receipt, count: number): string[] {
  const { told, body, world } = history;
  const roles = receipt.from === "discover" ? ROLES.discover : ROLES.decide;
  const problems: string[] = [];
  if (world.snapshot.item.state === "closed") problems.push("accepted while closed");
  if (isRed(body)) problems.push("accepted with red content");
  const confirms = told.filter((one) => !one.spoilt && one.by === "omar" && leads(one, "confirm") && sameProblem(one.body, body));
  if (confirms.length === 0) problems.push("accepted without a confirmation of this problem");
  const people = new Set(receipt.acknowledgedBy.map((ack) => ack.by.login));
  if (people.size < count) problems.push(`accepted by ${people.size} people`);
  for (const { commentId } of receipt.acknowledgedBy) problems.push(...problemsWithAck(history, receipt, roles, commentId, confirms));
  return problems;
}

function problemsWithAck(
  history: History,
  receipt: Receipt,
  roles: { givers: string[]; receivers: string[] },
  commentId: number,
  confirms: Told[],
): string[] {
  const { told, body, labels } = history;
  const ack = told.find((one) => one.id === commentId);
  if (!ack) return ["an ack nobody wrote"];
  const problems: string[] = [];
  if (ack.spoilt) problems.push("an ack that was edited or deleted");
  if (!leads(ack, "ack")) problems.push("an ack that is none");
  if (!roles.receivers.includes(ack.by)) problems.push(`an ack by ${ack.by}, who is no receiver`);
  if (ack.by === "pm") problems.push("an ack by the author");
  if (ack.by === receipt.requestedBy?.login) problems.push("an ack by the requester");
  if (!readsSame(ack.body, body)) problems.push(`an ack for "${ack.body}" counted for "${body}"`);
  if (changedBetween(history, ack)) problems.push("an ack older than the last relevant change");
  if (!confirms.some((one) => one.order < ack.order)) problems.push("an ack from before the confirmation");
  const requests = [...told.filter((one) => leads(one, "handoff")), ...labels.filter((one) => one.stage === receipt.to)].filter((one) =>
    roles.givers.includes(one.by),
  );
  const request = Math.max(
    0,
    ...requests
      .filter((one) => one.order <= ack.order && (!("id" in one) || one.id !== ack.id || one.text.startsWith("/handoff")))
      .map((one) => one.order),
  );
  if (request === 0) problems.push("an ack without an earlier request");
  const withdrawn = told.some(
    (one) => !one.spoilt && leads(one, "withdraw") && roles.givers.includes(one.by) && one.order > request && one.order < ack.order,
  );
  if (withdrawn) problems.push("an ack for a withdrawn request");
  return problems;
}

/** True when the read sections changed after the ack, by the true order, changing back included. */
function changedBetween({ edits }: History, ack: Told): boolean {
  return edits.some((edit) => edit.order > ack.order && !readsSame(ack.body, edit.body));
}

/** Plays the steps, and hands over after each look. */
function playing(history: History, steps: readonly Step[], afterLook: (before: Receipt[]) => void): void {
  for (const step of steps) {
    const before = history.receipts();
    history.play(step);
    if (step.do === "look") afterLook(before);
  }
}

describe("whatever people do, in whatever order, however seldom Baton looks", () => {
  it(
    "an item crosses a boundary only with every gate green and every ack for just this content",
    () => {
      let accepted = 0;
      fc.assert(
        fc.property(anything, COUNTS, (steps, count) => {
          const history = new History(new World(policyFor(count)));
          playing(history, [...steps, { do: "look" }], (before) => {
            const news = history.receipts().slice(before.length);
            for (const receipt of news.filter((one) => one.kind === "accepted")) {
              accepted += 1;
              expect(problemsWith(history, receipt, count)).toEqual([]);
            }
            for (const receipt of news.filter((one) => one.kind === "overridden"))
              expect(receipt.by.map((one) => one.login)).toEqual(["omar", "lea"]);
            expect(news.filter((one) => !["accepted", "overridden", "backward"].includes(one.kind))).toEqual([]);
          });
        }),
        runs(400),
      );
      // Were nothing ever accepted, the property would say nothing.
      expect(accepted).toBeGreaterThan(20);
    },
    PATIENCE,
  );

  it(
    "looking again decides nothing, at once or a minute later",
    () => {
      fc.assert(
        fc.property(anything, COUNTS, (steps, count) => {
          const history = new History(new World(policyFor(count)));
          playing(history, [...steps, { do: "look" }], () => {
            for (const wait of [0, 60_000]) {
              const world = history.world;
              const now = world.now;
              world.now += wait;
              const again = world.peek();
              world.now = now;
              expect(again.record).toEqual(world.record);
              expect([again.answers, again.notices, again.decisions, again.answered, again.moved]).toEqual([[], [], [], [], false]);
            }
          });
        }),
        runs(100),
      );
    },
    PATIENCE,
  );

  it(
    "the labels are those of the accepted stage, and one of the hand-off at most",
    () => {
      fc.assert(
        fc.property(anything, (steps) => {
          const history = new History(new World(policyFor(1)));
          playing(history, [...steps, { do: "look" }], () => {
            const { snapshot, record } = history.world;
            if (snapshot.item.state === "closed") return;
            const hand =
              record.handoff === null ? [] : [record.handoff.state === "awaiting" ? "handoff: awaiting ack" : "handoff: blocked"];
            expect(snapshot.item.labels.map((label) => label.toLowerCase()).toSorted()).toEqual(
              [`stage: ${record.stage}`, ...hand].toSorted(),
            );
          });
        }),
        runs(100),
      );
    },
    PATIENCE,
  );

  it(
    "every command is answered exactly once",
    () => {
      fc.assert(
        fc.property(anything, (steps) => {
          const history = new History(new World(policyFor(1)));
          playing(history, [...steps, { do: "look" }], () => undefined);
          const { handled, snapshot } = history.world;
          expect(new Set(handled).size).toBe(handled.length);
          for (const comment of snapshot.comments)
            expect(parseCommands(comment.body).every((_command, index) => handled.includes(comment.id * 10 + index))).toBe(true);
        }),
        runs(100),
      );
    },
    PATIENCE,
  );

  it(
    "a closed item never moves",
    () => {
      fc.assert(
        fc.property(anything, (steps) => {
          const history = new History(new World(policyFor(1)));
          playing(history, [...steps, { do: "look" }], (before) => {
            if (history.world.snapshot.item.state === "closed") expect(history.receipts()).toEqual(before);
          });
        }),
        runs(100),
      );
    },
    PATIENCE,
  );

  it(
    "observing touches no label",
    () => {
      fc.assert(
        fc.property(anything, (steps) => {
          const history = new History(new World(policyFor(1, "observe")));
          playing(history, [...steps, { do: "look" }], () => {
            expect(history.world.last?.verdict?.observe).toBe(true);
            expect(history.world.snapshot.labelEvents.filter((event) => event.actor?.isSelf)).toEqual([]);
            expect(history.world.record.receipts.filter((receipt) => receipt.kind !== "observed")).toEqual([]);
          });
        }),
        runs(100),
      );
    },
    PATIENCE,
  );
});

/** How often each boundary was crossed by contract. */
function crossings(history: History): Record<string, number> {
  const boundaries = history.receipts().flatMap((receipt) => (receipt.kind === "accepted" ? [`${receipt.from} > ${receipt.to}`] : []));
  return Object.fromEntries(boundaries.map((boundary) => [boundary, boundaries.filter((other) => other === boundary).length]));
}

/** Where the item stands. */
function standing({ world }: History) {
  const { stage, handoff } = world.record;
  return {
    stage,
    to: handoff?.to ?? null,
    state: handoff?.state ?? null,
    by: handoff?.requestedBy.login ?? null,
    acks: acksIn(handoff).map((ack) => ack.by.login),
  };
}

/** The same acts, with a look after each, and with a look where `looks` says so. */
function twice(steps: readonly Step[], apart: (index: number) => number, looks: (index: number) => boolean, count: number) {
  const [always, seldom] = [true, false].map((each) => {
    const history = new History(new World(policyFor(count)));
    const draft = new Draft();
    steps.forEach((step, index) => {
      history.play({ do: "tick", ms: apart(index) });
      if (step.do === "edit") history.world.edit(draft.next(step.body));
      else history.play(step);
      if (each || looks(index)) history.play({ do: "look" });
    });
    history.play({ do: "look" });
    history.play({ do: "look" });
    return history;
  });
  return { always: always as History, seldom: seldom as History };
}

/*
 * What may differ when Baton looks seldom, always towards "not accepted":
 * - acts in the same second as a request, an edit or a confirmation: a tie proves nothing, so the ack must be given again;
 * - an ack followed by an edit before anybody looked: accepted when looked at in between, void when not;
 * - two edits after an ack within one look: they could have been there and back again, so the ack must be given again.
 * What GitHub no longer tells cannot be made up for: comments deleted or edited, items closed and reopened, labels put on and taken off,
 * and text changed and changed back, between two looks. (An ack next to two unseen edits is void for that reason; a confirmation stands,
 * because it says the same of the same text.)
 */
describe("a lost or late webhook changes nothing but the time", () => {
  it(
    "looking seldom accepts nothing that looking always would not have",
    () => {
      let accepted = 0;
      fc.assert(
        fc.property(
          talk,
          fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
          fc.array(fc.constantFrom(0, 0, 1000), { minLength: 25, maxLength: 25 }),
          COUNTS,
          (steps, looks, apart, count) => {
            const { always, seldom } = twice(
              steps,
              (index) => apart[index] ?? 0,
              (index) => looks[index] ?? false,
              count,
            );
            const most = crossings(always);
            for (const [boundary, times] of Object.entries(crossings(seldom))) {
              accepted += 1;
              expect(most[boundary] ?? 0, boundary).toBeGreaterThanOrEqual(times);
            }
          },
        ),
        runs(200),
      );
      expect(accepted).toBeGreaterThan(10);
    },
    PATIENCE,
  );

  it(
    "without edits and ties, looking once at the end comes to the same",
    () => {
      const spoken = talk.map((steps) => steps.filter((step) => step.do === "comment"));
      fc.assert(
        fc.property(spoken, fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }), COUNTS, (steps, looks, count) => {
          const { always, seldom } = twice(
            steps,
            () => 1000,
            (index) => looks[index] ?? false,
            count,
          );
          expect(standing(seldom)).toEqual(standing(always));
          expect(crossings(seldom)).toEqual(crossings(always));
        }),
        runs(200),
      );
    },
    PATIENCE,
  );
});
