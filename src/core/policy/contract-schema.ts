import { z } from "zod";
import { isSidecarName } from "../content/sidecars.js";
import { duration, id, labelFilter, words } from "./schema-parts.js";

/** What every check of a contract may say about itself, whatever its kind. */
export const gateSchema = z.looseObject({
  id: id.describe("Name of the gate in commands and receipts."),
  title: words.max(120, "at most 120 characters").optional().describe("What people see; default: the id in words."),
  check: z.string("the kind of check").describe("Kind of check."),
  level: z.enum(["block", "warn"]).default("block").describe("Whether it holds the hand-off back or only reports."),
  when: z
    .strictObject({ labels: labelFilter.describe("Labels of the item.") })
    .optional()
    .describe("Only judged when the item's labels match."),
  in: z
    .enum(["body", "document"])
    .optional()
    .describe(
      "Text the check reads: the body, or the linked document. Default: the body; the document where `source_of_truth` says `body: false`.",
    ),
});

const gates = z.array(gateSchema, "a list of checks").max(50, "at most 50 checks").default([]).meta({ title: "list of checks" });

const trigger = z.strictObject({
  acknowledge: z
    .strictObject({
      by: id.optional().describe("Role that acknowledges; default: the receiving role."),
      count: z
        .number("a number")
        .int("a whole number")
        .min(1, "at least 1")
        .max(20, "at most 20")
        .default(1)
        .describe("How many of its members."),
      within: duration.describe("Service level: time to acknowledge."),
    })
    .describe("Who takes the work over, and how soon."),
  begin: z
    .strictObject({
      within: duration.describe("Time to begin."),
      after: z.literal("acknowledged", "acknowledged").default("acknowledged").describe("When the clock starts."),
      signal: z.enum(["assigned", "linked_pr", "command", "any"]).default("any").describe("What shows that work has begun."),
    })
    .optional()
    .describe("When the next stage must begin."),
});

/** A contract as people write it; what each check takes is judged by the check's own schema. */
export const contractSchema = z.strictObject({
  apiVersion: z.literal("baton/v1", "baton/v1").describe("Version of this file's format."),
  kind: z.literal("Contract", "Contract").describe("What the file holds."),
  id: id.describe("Name of the contract."),
  name: words.describe("Name people see."),
  version: z
    .string('a version in quotes, such as "1.0.0"')
    .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]{1,40})?$/, "a version such as 1.0.0")
    .describe("Version of the contract."),
  stage: z
    .strictObject({ from: id.describe("Stage the work leaves."), to: id.describe("Stage the work enters.") })
    .describe("Boundary of the hand-off."),
  role: z
    .strictObject({
      from: id.nullish().describe("Role that hands off; without it, anyone with triage rights."),
      to: id.describe("Role that takes over."),
    })
    .describe("Who gives and who takes."),
  applies_to: z
    .strictObject({
      subject: z.enum(["issue", "pull_request", "both"]).default("both").describe("Kind of item."),
      labels: labelFilter.prefault({}).describe("Labels of the item."),
    })
    .prefault({})
    .describe("Items the contract is for; default: all."),
  owner: id.describe("Role that owns this workflow."),
  source_of_truth: z
    .strictObject({
      body: z
        .boolean("true or false")
        .default(true)
        .describe("The item's own text. `false`: checks read the document where they do not say `in: body`."),
      document: words.optional().describe("Glob of documents that the item links."),
      sidecar: z
        .string("a file's name")
        .refine(isSidecarName, "the name of a YAML file in the document's folder, such as kep.yaml")
        .optional()
        .describe(
          "Name of a YAML file in the document's folder, such as kep.yaml: part of the context like the document; a field is read from it with `from: sidecar`.",
        ),
    })
    .refine((truth) => truth.sidecar === undefined || truth.document !== undefined, {
      message: "a `document` beside it",
      path: ["sidecar"],
    })
    .refine((truth) => truth.body || truth.document !== undefined, "`body: true`, or a `document`")
    .describe("Where the context lives."),
  context: gates.describe("What must travel."),
  gates: gates.describe("What must be true."),
  trigger: trigger.describe("What happens once everything is green."),
  notes: z
    .array(words, "a list of texts")
    .max(20, "at most 20 notes")
    .default([])
    .describe("Preferences: shown to the author, never enforced."),
});

export type ContractData = z.output<typeof contractSchema>;
export type GateData = z.output<typeof gateSchema>;
