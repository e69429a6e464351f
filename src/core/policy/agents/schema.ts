import { z } from "zod";
import { HINTS } from "../../basics/hints.js";
import { durationHint } from "../../time/duration-hint.js";
import { parseDuration } from "../../time/durations.js";
import { duration, environment, id, login, words } from "../schema-parts.js";
import { MODES, MOMENTS } from "./agent.js";
import { globTrouble } from "../../basics/glob-trouble.js";
import { pathGlob } from "../path-glob.js";
import { radiusTrouble } from "./radius.js";

const MOST_PATHS = 50;
const MOST_NUMBER = 100_000;
/** Further back than this nothing is counted. */
const LONGEST_WITHIN = 31 * 24 * 3_600_000;

const radiusGlob = pathGlob("docs/market/**", (glob) =>
  radiusTrouble(glob) === "policy"
    ? { needed: "a path outside contracts/ and .github/, which are policy and in no agent's radius", rule: "radius-over-policy" }
    : null,
);
const anyGlob = pathGlob("docs/market/**");

const whole = (most: number, least = 0) =>
  z.number("a number").int("a whole number").min(least, `at least ${least}`).max(most, `at most ${most}`);

const rate = z.strictObject({
  create: whole(1000).describe("How many."),
  within: duration
    .refine((time) => time.ms > 0 && time.ms <= LONGEST_WITHIN, "at most 31d")
    .register(HINTS, { hint: (value) => (typeof value === "string" && parseDuration(value) ? null : durationHint(value)) })
    .describe("In how long a time, at most 31 days; the last so long counts, at every moment."),
});

const writes = z.strictObject({
  paths: z
    .array(radiusGlob, "a list of globs")
    .max(MOST_PATHS, `at most ${MOST_PATHS} globs`)
    .default([])
    .describe("Globs of what its pull requests may touch; never contracts/ and .github/."),
  issues: rate.optional().describe("How many issues it may open; left out: none."),
  comments: rate.optional().describe("How many comments it may write; left out: none."),
  pull_requests: z
    .strictObject({
      open: whole(1000).optional().describe("How many may be open at once; left out: no limit."),
      files: whole(3000).optional().describe("How many files one may change; left out: no limit."),
      lines: whole(MOST_NUMBER).optional().describe("How many lines one may change, additions and deletions together; left out: no limit."),
    })
    .prefault({})
    .describe("How large its pull requests may be, and how many."),
});

const source = z.union([
  z.strictObject({ artefact: id.describe("Id of an artefact.") }),
  z.strictObject({ external: words.describe("Name of a source outside the repository.") }),
]);
const sources = z.array(source, "a list of `artefact: ID` or `external: NAME`").max(50, "at most 50 of them").default([]);

/** An agent as people write it. */
export const agentSchema = z.strictObject({
  apiVersion: z.literal("baton/v1", "baton/v1").describe("Version of this file's format."),
  kind: z.literal("Agent", "Agent").describe("What the file holds."),
  id: id.describe("Name of the agent."),
  name: words.describe("Name people see."),
  role: id.describe("Role whose agent it is."),
  accounts: z
    .array(login, "a list of logins")
    .min(1, "at least one account")
    .max(20, "at most 20 accounts")
    .describe("GitHub accounts it acts as; a bot's end in [bot]. None may be held by a role."),
  definition: words
    .max(200, "at most 200 characters")
    .refine((path) => globTrouble(path) === null && !/[*?]/.test(path), "the path of one file, from the repository's root")
    .optional()
    .describe("Path of its real definition, which lint holds against this file."),
  process: words.describe("What it does, in a sentence or two."),
  inputs: sources.describe("What it works from."),
  outputs: sources.describe("What it makes."),
  oversight: z
    .strictObject({
      by: id.describe("Role that looks at what it did, and whose word its work waits for."),
      when: z
        .enum(MOMENTS)
        .describe(
          "`before_use`: nothing it wrote counts until a member confirmed exactly that text; `on_publish`, `weekly`: looked at afterwards.",
        ),
    })
    .describe("Who reviews it, and when."),
  task: z
    .strictObject({
      error_tolerance: z.enum(["high", "low"]).describe("Whether a mistake is cheap to put right."),
      tools: z.enum(["single", "multiple"]).describe("Whether one tool does it."),
      independence: z.enum(["self_contained", "interdependent"]).describe("Whether anything else hangs on it."),
    })
    .describe("What kind of work it is; the mode follows from it."),
  mode: z
    .enum(MODES)
    .optional()
    .describe(
      "`autonomous` where errors are tolerable, one tool does it and nothing hangs on it; else `coordinated`. Must be what `task` gives.",
    ),
  blast_radius: z
    .strictObject({
      reads: z
        .union([z.literal("all", "all"), z.array(anyGlob, "a list of globs").max(MOST_PATHS, `at most ${MOST_PATHS} globs`)])
        .default("all")
        .describe("What it reads: `all`, or globs. Told, not enforced: GitHub lets an account read all of a repository or nothing."),
      writes: writes.optional().describe("What it may write; left out: it may only read."),
      destructive: z
        .strictObject({
          paths: z
            .array(anyGlob, "a list of globs")
            .max(MOST_PATHS, `at most ${MOST_PATHS} globs`)
            .default([])
            .describe("Globs of what needs the overseer's word whenever it is touched."),
          deletes: z
            .enum(["confirm", "refuse"])
            .default("confirm")
            .describe("Whether a deleted file waits for the overseer's word, or is refused."),
        })
        .prefault({})
        .describe("What can not be taken back: it waits for `/confirm destructive`."),
    })
    .describe("What it can do, at worst."),
  stages: z
    .array(id, "a list of stages")
    .max(50, "at most 50 stages")
    .optional()
    .describe("Stages in which it may work on items; left out: all."),
  environments: z
    .array(environment, "a list of environments")
    .min(1, "at least one environment")
    .max(20, "at most 20 environments")
    .optional()
    .describe(
      "Environments of GitHub in the order in which its changes may be deployed: into each only after the one before it succeeded for the same commit, and into no other. Left out: no order.",
    ),
  notes: z.array(words, "a list of texts").max(20, "at most 20 notes").default([]).describe("Remarks: shown, never enforced."),
});

export type AgentData = z.output<typeof agentSchema>;
