import { z } from "zod";
import { checkByKind } from "../../checks/registry.js";
import { checksParam } from "../../checks/spec.js";
import { holders } from "../config/people.js";
import { HINTS } from "../../basics/hints.js";
import { durationHint } from "../../time/duration-hint.js";
import { parseDuration } from "../../time/durations.js";
import { duration, id, words } from "../schema-parts.js";

/** No lifecycle has more. */
const MOST_STAGES = 30;
const ONE_WAY = "one of `artefact`, `gate`, `section`, `contract`";
/** A time that is over at once would be met by nothing. */
const rhythm = duration.refine((time) => time.ms > 0, "more than no time, such as 6w").register(HINTS, { hint: rhythmHint });
const cadence = rhythm.optional();

/** What is taken has a rhythm of its own: `per_item` says how something is made. */
function rhythmHint(value: unknown): string | null {
  if (value === "per_item") return "`per_item` is only for what a role produces.";
  return typeof value === "string" && parseDuration(value) ? null : durationHint(value);
}

/** Exactly one of the keys; several ways at once would be none. */
function oneKey<S extends z.ZodRawShape>(shape: S, needed: string) {
  return z.strictObject(shape).refine((given) => Object.values(given).filter((value) => value !== undefined).length === 1, needed);
}

const consumed = z.strictObject({
  artefact: id.describe("Name of what it takes."),
  from: z
    .union([id, z.strictObject({ external: words.describe("Name of the source.") })])
    .describe("Role it comes from, or `{ external: NAME }` for a source outside: shown, never linted."),
  cadence: cadence.describe("How fresh it must be."),
});

const produced = z
  .strictObject({
    id: id.describe("Name of what it gives: one for each artefact of the policy."),
    name: words.describe("Name people see."),
    to: z
      .union([z.literal("all", "all"), z.array(id, "a list of roles").min(1, "at least one role").max(50, "at most 50 roles")])
      .describe("Roles that take it, or `all`."),
    by: oneKey(
      {
        contract: id.optional().describe("It travels with the hand-off under this contract."),
        document: words.optional().describe("Glob of the documents it is published in."),
      },
      "one of `contract` and `document`",
    ).describe("How it gets to them."),
    cadence: z
      .union([z.literal("per_item", "per_item"), rhythm])
      .optional()
      .describe("A new version at least this often; `per_item`: with every hand-off."),
    checks: checksParam((kind) => checkByKind(kind))
      .optional()
      .describe("What makes a published document usable by others: checks that read its text."),
  })
  .refine(({ by, checks }) => checks === undefined || by.document !== undefined, {
    message: "checks in the contract it travels with, or `by: { document: ... }`",
    path: ["checks"],
  })
  .refine(({ by, cadence: often }) => often !== "per_item" || by.contract !== undefined, {
    message: "a duration such as 6w: a document travels with no hand-off",
    path: ["cadence"],
  });

const step = z.strictObject({
  id: id.describe("Name of the step."),
  do: words.describe("What is done."),
  done: oneKey(
    {
      artefact: id.optional().describe("Done when this artefact, which the role takes or gives, is there and fresh."),
      gate: id.optional().describe("Done when this gate of a contract out of the stage is green."),
      section: words.optional().describe("Done when the item's text has this section, filled in."),
      contract: id.optional().describe("Done when the hand-off under this contract waits for its receivers, or was accepted."),
    },
    ONE_WAY,
  )
    .optional()
    .describe("How one sees that it was done; without it the step is shown without a mark."),
  agents: z.array(id, "a list of agents").max(20, "at most 20 agents").default([]).describe("Agents that do it."),
});

const workflow = z.strictObject({
  id: id.describe("Name of the workflow."),
  stage: id.describe("Stage in which it is shown to whoever holds the ball."),
  trigger: words.describe("What sets it off."),
  steps: z.array(step, "a list of steps").min(1, "at least one step").max(30, "at most 30 steps").describe("In order."),
});

/** A role as people write it. */
export const roleSchema = z.strictObject({
  apiVersion: z.literal("baton/v1", "baton/v1").describe("Version of this file's format."),
  kind: z.literal("Role", "Role").describe("What the file holds."),
  id: id.describe("Name of the role in contracts and in `roles:` of .github/baton.yml."),
  name: words.describe("Name people see."),
  purpose: words.describe("What it is there for."),
  people: holders.optional().describe("Who holds it; or `roles:` in .github/baton.yml says so: one role, one place."),
  engagement: z
    .record(id, z.enum(["lead", "support", "consult", "none"]), "stages with lead, support, consult or none")
    .refine((stages) => Object.keys(stages).length <= MOST_STAGES, `at most ${MOST_STAGES} stages`)
    .default({})
    .describe(
      "How it takes part in each stage. The lead holds the ball between hand-offs; `consult` is told when one out of the stage is asked for.",
    ),
  consumes: z.array(consumed, "a list of what it takes").max(50, "at most 50 of them").default([]).describe("What it needs to work."),
  produces: z.array(produced, "a list of what it gives").max(50, "at most 50 of them").default([]).describe("What it gives to others."),
  workflows: z.array(workflow, "a list of workflows").max(20, "at most 20 workflows").default([]).describe("How it works, stage by stage."),
  notes: z.array(words, "a list of texts").max(20, "at most 20 notes").default([]).describe("Preferences: shown, never checked."),
});

export type RoleData = z.output<typeof roleSchema>;
