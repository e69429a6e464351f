import { sameLabel } from "../../../src/core/basics/names.js";
import fc from "fast-check";
import type { Policy } from "../../../src/core/policy/types.js";
import { CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, type World } from "./world.js";

/** Something that happens to the item, or Baton looking at it. */
export type Step =
  | { do: "edit"; body: keyof typeof BODIES }
  | { do: "comment"; by: string; text: string }
  | { do: "override"; by: string; code: boolean }
  | { do: "label" | "unlabel"; by: string; stage: string }
  | { do: "edit comment" | "delete comment"; nth: number }
  | { do: "close" | "reopen" }
  | { do: "tick"; ms: number }
  | { do: "look" };

/** Bodies by what is wrong with them. `noted` differs from `good` only where no gate reads. */
export const BODIES = {
  good: GOOD,
  noted: GOOD.replace("nothing yet", "something"),
  evidence: GOOD.replace("Sixty", "Seventy"),
  problem: GOOD.replace("by hand", "by night"),
  bad: GOOD.replace("Sixty exports were re-imported.", "TBD"),
  empty: "",
};

const RED = new Set<keyof typeof BODIES>(["bad", "empty"]);
const PEOPLE = ["pm", "pm2", "ana", "ben", "omar", "lea", "eve"];
export const ROLES = {
  discover: { givers: ["pm", "pm2"], receivers: ["ana", "ben", "pm2"] },
  decide: { givers: ["ana", "ben", "pm2"], receivers: ["pm", "pm2"] },
};

const policies = new Map<string, Policy>();

/** The policy of the tests, with the number of acks each boundary needs. */
export function policyFor(count: number, enforcement = "block"): Policy {
  const key = `${count} ${enforcement}`;
  const known = policies.get(key) ?? parsed(count, enforcement);
  policies.set(key, known);
  return known;
}

function parsed(count: number, enforcement: string): Policy {
  const counted = (text: string) => text.replace("count: 1", `count: ${count}`);
  return policyOf(CONFIG.replace("enforcement: block", `enforcement: ${enforcement}`), counted(CONTRACT), counted(NEXT_CONTRACT));
}

/** A comment as it really was: `order` is the true order of all that happened. */
export interface Told {
  id: number;
  by: string;
  text: string;
  order: number;
  body: keyof typeof BODIES;
  /** Deleted or edited since. */
  spoilt: boolean;
}

/** Plays steps on a world, and keeps the true history next to it: who did what in which order, and what the body then said. */
export class History {
  readonly world: World;
  readonly told: Told[] = [];
  /** Every change of the body, with its place in the true order. */
  readonly edits: { order: number; body: keyof typeof BODIES }[] = [];
  readonly labels: { by: string; stage: string; order: number }[] = [];
  body: keyof typeof BODIES = "good";
  order = 0;

  constructor(world: World) {
    this.world = world;
    world.look();
  }

  play(step: Step): void {
    this.order += 1;
    const { world } = this;
    switch (step.do) {
      case "edit":
        world.edit(BODIES[step.body]);
        this.body = step.body;
        this.edits.push({ order: this.order, body: step.body });
        return;
      case "comment":
        return this.#tell(step.by, step.text);
      case "override":
        return this.#tell(step.by, step.code ? `/override ${this.#code()}: hurry` : "/override");
      case "label":
        return this.#label(step.by, `stage: ${step.stage}`, step.stage);
      case "unlabel":
        if (world.snapshot.item.labels.some((label) => sameLabel(label, `stage: ${step.stage}`)))
          world.unlabel(step.by, `stage: ${step.stage}`);
        return;
      case "edit comment":
      case "delete comment":
        return this.#spoil(step.do, step.nth);
      case "close":
      case "reopen":
        world.snapshot.item.state = step.do === "close" ? "closed" : "open";
        return;
      case "tick":
        world.tick(step.ms);
        return;
      case "look":
        world.look();
    }
  }

  #tell(by: string, text: string): void {
    const id = this.world.comment(by, text);
    this.told.push({ id, by, text, order: this.order, body: this.body, spoilt: false });
  }

  // Putting on a label that is on already is no event on GitHub.
  #label(by: string, name: string, stage: string): void {
    if (this.world.snapshot.item.labels.some((label) => sameLabel(label, name))) return;
    this.world.label(by, name);
    this.labels.push({ by, stage, order: this.order });
  }

  #spoil(how: "edit comment" | "delete comment", nth: number): void {
    const told = this.told[nth % Math.max(1, this.told.length)];
    if (!told) return;
    told.spoilt = true;
    if (how === "edit comment") this.world.editComment(told.id, told.text);
    else this.world.deleteComment(told.id);
  }

  #code(): string {
    const replies = this.world.looks.flatMap((look) => look.answers.map((answer) => answer.reply));
    return replies.reduce((code, reply) => (reply.kind === "override_code" ? reply.code : code), "none");
  }

  /** Every receipt so far, oldest first. */
  receipts() {
    return [...this.world.record.receipts].toReversed();
  }
}

/** True when the sections that gates read are the same in both bodies. */
export function readsSame(a: keyof typeof BODIES, b: keyof typeof BODIES): boolean {
  const plain = (body: keyof typeof BODIES) => (body === "noted" ? "good" : body);
  return plain(a) === plain(b);
}

/** True when the section `Problem` is the same in both bodies. */
export function sameProblem(a: keyof typeof BODIES, b: keyof typeof BODIES): boolean {
  const problem = (body: keyof typeof BODIES) => (body === "problem" || body === "empty" ? body : "good");
  return problem(a) === problem(b);
}

/** True when every content gate fails on the body. */
export function isRed(body: keyof typeof BODIES): boolean {
  return RED.has(body);
}

const by = fc.constantFrom(...PEOPLE);
const bodies = fc.constantFrom(...(Object.keys(BODIES) as (keyof typeof BODIES)[]));
const COMMANDS = [
  "/handoff",
  "/handoff decide",
  "/handoff build",
  "/handoff discover",
  "/ack",
  "/ack fine",
  "/reject unclear",
  "/confirm priority",
  "/withdraw",
  "/begin",
  "/recheck",
  "hello",
  "> /ack",
  "/handoff\n/ack",
  "/ack\n/ack",
  "/akc",
];

const comment = fc.record({ do: fc.constant("comment" as const), by, text: fc.constantFrom(...COMMANDS) });
// What leads to an acceptance is likelier than chance would have it.
const towards = fc.constantFrom<Step>(
  { do: "comment", by: "omar", text: "/confirm priority" },
  { do: "comment", by: "pm", text: "/handoff" },
  { do: "comment", by: "ana", text: "/handoff" },
  { do: "comment", by: "ana", text: "/ack" },
  { do: "comment", by: "ben", text: "/ack" },
  { do: "comment", by: "pm2", text: "/ack" },
  { do: "label", by: "pm", stage: "decide" },
  { do: "edit", body: "good" },
);
const edit = fc.record({ do: fc.constant("edit" as const), body: bodies });
const tick = fc.record({ do: fc.constant("tick" as const), ms: fc.constantFrom(0, 1000, 1000, 60_000) });
const look = fc.constant<Step>({ do: "look" });
const label = fc.record({
  do: fc.constantFrom("label" as const, "unlabel" as const),
  by,
  stage: fc.constantFrom("discover", "decide", "build", "ship"),
});
const spoil = fc.record({ do: fc.constantFrom("edit comment" as const, "delete comment" as const), nth: fc.nat(30) });
const override = fc.record({ do: fc.constant("override" as const), by: fc.constantFrom("omar", "lea", "pm"), code: fc.boolean() });
const state = fc.record({ do: fc.constantFrom("close" as const, "reopen" as const, "reopen" as const) });

const random = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: towards },
    { weight: 3, arbitrary: comment },
    { weight: 6, arbitrary: tick },
    { weight: 4, arbitrary: look },
    { weight: 2, arbitrary: edit },
    { weight: 1, arbitrary: label },
    { weight: 1, arbitrary: spoil },
    { weight: 1, arbitrary: override },
    { weight: 1, arbitrary: state },
  ),
  { minLength: 3, maxLength: 30 },
);

const SECOND: Step = { do: "tick", ms: 1000 };
const READY: Step[] = [{ do: "comment", by: "omar", text: "/confirm priority" }, SECOND];
const ASKED: Step[] = [...READY, { do: "comment", by: "pm", text: "/handoff" }, SECOND];
const MOVED: Step[] = [
  ...ASKED,
  { do: "look" },
  { do: "comment", by: "ana", text: "/ack" },
  SECOND,
  { do: "comment", by: "ben", text: "/ack" },
  SECOND,
];
const FORCED: Step[] = [
  { do: "comment", by: "pm", text: "/handoff" },
  { do: "look" },
  { do: "override", by: "omar", code: false },
  { do: "look" },
  { do: "override", by: "omar", code: true },
  { do: "look" },
];

/** Anything anybody may do, in any order, with Baton looking now and then; often from halfway on, where more can go wrong. */
export const anything = fc
  .tuple(fc.constantFrom<Step[]>([], READY, ASKED, [...ASKED, { do: "look" }], MOVED, [...MOVED, { do: "look" }, SECOND], FORCED), random)
  .map(([start, rest]): Step[] => [...start, ...rest]);

const asWritten = comment.filter((step) => !step.text.includes(" discover") && !step.text.includes("build"));

/** As `anything`, without what GitHub forgets, without force and without moves back. */
export const talk = fc
  .tuple(
    fc.constantFrom<Step[]>([], READY, ASKED),
    fc.array(fc.oneof({ weight: 6, arbitrary: towards }, { weight: 4, arbitrary: asWritten }, { weight: 2, arbitrary: edit }), {
      minLength: 2,
      maxLength: 18,
    }),
  )
  .map(([start, rest]): Step[] => [...start, ...rest].filter((step) => step.do !== "tick"));

/** A body that never says the same again: of what was there and back between two looks, nobody can know. */
export class Draft {
  #count = 0;
  #sections = { problem: "Clients rebuild cohorts by hand.", evidence: "Sixty exports were re-imported.", notes: "nothing yet" };

  /** The body after one more edit of the kind. */
  next(kind: keyof typeof BODIES): string {
    this.#count += 1;
    if (kind === "noted") this.#sections.notes = `note ${this.#count}`;
    else if (kind === "problem") this.#sections.problem = `Clients rebuild cohorts by hand, ${this.#count} times.`;
    else this.#sections.evidence = RED.has(kind) ? "TBD" : `All ${this.#count} exports were re-imported.`;
    const { problem, evidence, notes } = this.#sections;
    return `### Problem\n\n${problem}\n\n### Evidence\n\n${evidence}\n\n### Notes\n\n${notes}`;
  }
}
