import { account } from "./people.js";
import { handoffOf, stageOf } from "./record.js";
import { look } from "./look.js";
import { boundaryOf } from "./truth.js";
import { edit, label, say, type World } from "./world.js";
import { CONFIRMED } from "./moments.js";
import { WHEN } from "./policies.js";

const NEXT = new Map([
  ["discover", "decide"],
  ["decide", "build"],
]);

/** The first part of the honest way on: whatever stands in the way is put right, the work is handed over by the right one, and Baton looks. Null: no contract leads on, or that already did. */
export function preparedHonestly(world: World): World | null {
  const stage = stageOf(world.record) ?? "discover";
  const to = NEXT.get(stage);
  if (to === undefined || !boundaryOf(world, stage, to)) return null;
  const steps: ((now: World) => World)[] = [
    (now) => (now.body.red ? edit(now, { red: false }) : now),
    (now) => (now.labels.includes(WHEN) ? label(now, account("mal"), WHEN, "unlabeled") : now),
    (now) =>
      handoffOf(now.record)?.state === "held" || now.words.some((word) => word.text.startsWith("/hold"))
        ? say(now, account("omar"), "/unhold")
        : now,
    (now) => (handoffOf(now.record) ? say(now, now.requester ?? account("pia"), "/withdraw") : now),
    (now) => ({ ...now, now: now.now + 1000 }),
    (now) => say(now, account(stage === "discover" ? "pm" : "ana"), `/handoff ${to}`),
    (now) => ({ ...now, now: now.now + 1000 }),
    (now) => say(now, account("omar"), `/confirm ${CONFIRMED}`),
  ];
  const prepared = look(steps.reduce((now, step) => step(now), world)).world;
  return stageOf(prepared.record) === stage ? prepared : null;
}

/** The second part: the receivers acknowledge. Returns why the item did not move on; null when it did. */
export function acknowledgedHonestly(prepared: World): string | null {
  const stage = stageOf(prepared.record);
  const receivers = stage === "discover" ? (["ana", "ben"] as const) : (["pia"] as const);
  const later = { ...prepared, now: prepared.now + 1000 };
  const { world } = look(receivers.reduce((now: World, name) => say(now, account(name), "/ack"), later));
  if (stageOf(world.record) !== stage) return null;
  return `no honest way on: ${stage ?? "no stage"}, ${handoffOf(world.record)?.state ?? "no hand-off"}`;
}
