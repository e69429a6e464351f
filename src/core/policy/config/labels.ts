import { z } from "zod";
import { compareLabels } from "../compare/labels.js";
import { label } from "../schema-parts.js";
import type { Config } from "../types.js";
import { configKey } from "./key.js";

const schema = z.strictObject({
  blocked: label.default("handoff: blocked").describe("A hand-off was requested and a gate is red."),
  awaiting: label.default("handoff: awaiting ack").describe("The receiving role is asked to acknowledge."),
  overdue: label.default("handoff: overdue").describe("A deadline has passed."),
});

export const labels = configKey("labels", {
  written: { labels: schema.prefault({}).describe("Names of the labels that show how a hand-off stands.") },
  build: (data) => data.labels,
  units: schema.keyof().options.map((name) => ({ key: `labels.${name}`, take: (a: Config, b: Config) => takeLabel(a, b, name) })),
  compare: compareLabels,
});

function takeLabel(merged: Config, own: Config, name: keyof Config["labels"]): Config {
  return { ...merged, labels: { ...merged.labels, [name]: own.labels[name] } };
}
