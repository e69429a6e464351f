import { z } from "zod";
import { compareInitial, compareStages } from "../compare/lifecycle.js";
import { isSaid } from "../organisation/organisation.js";
import { DPOS } from "../presets.js";
import { id, label, words } from "../schema-parts.js";
import type { Config, Stage } from "../types.js";
import { configKey, type ReadConfig, type Unit } from "./key.js";

const stage = z.strictObject({
  id: id.describe("Name of the stage in contracts and commands."),
  name: words.describe("Name people see."),
  label: label.describe("GitHub label that shows the stage."),
  question: words.default("").describe("Key question the stage answers."),
  output: words.default("").describe("What comes out of the stage."),
});

const SAYING = [["lifecycle"], ["stages"], ["initial"], ["pull_requests", "allowed_stages"]];

/** The stages of work: a preset or own ones, and the one that new issues get. */
export const lifecycle = configKey("lifecycle", {
  written: {
    lifecycle: z
      .literal("dpos", "dpos, or an own list under `stages`")
      .optional()
      .describe("Preset of stages: Discover, Decide, Build, Test, Ship, Evaluate."),
    stages: z
      .array(stage, "a list of stages")
      .min(2, "at least two stages")
      .max(30, "at most 30 stages")
      .optional()
      .describe("Own stages, in order, instead of a preset."),
    initial: id.optional().describe("Stage a new issue gets; without it, items without a stage label are not governed."),
  },
  build: (data) => ({ source: "label", stages: stagesOf(data), initial: data.initial ?? null }),
  units: [
    stagesUnder("lifecycle"),
    stagesUnder("stages"),
    { key: "initial", take: (a, b) => ({ ...a, lifecycle: { ...a.lifecycle, initial: b.lifecycle.initial } }) },
  ],
  compare: (a, b) => [...compareStages(a.lifecycle, b.lifecycle), ...compareInitial(a, b)],
});

/** Takes what is written of stages; returns them: the preset's where none are. */
export function stagesOf({ stages }: { stages?: Stage[] | undefined }): Stage[] {
  return stages ?? [...DPOS];
}

function stagesUnder(key: string): Unit {
  return { key, take: takeStages, isFree: ({ configFile }, hasContracts) => !hasContracts && !saysStages(configFile) };
}

function saysStages(file: ReadConfig["configFile"]): boolean {
  return file !== null && SAYING.some((path) => isSaid(file, path));
}

// Which of them pull requests may merge in, other stages would not know.
function takeStages(merged: Config, { lifecycle: own, pullRequests: { allowedStages } }: Config): Config {
  const ids = ({ stages }: Config["lifecycle"]) => stages.map((one) => one.id).join();
  const taken = { ...merged, lifecycle: { ...own, initial: merged.lifecycle.initial } };
  return ids(merged.lifecycle) === ids(own) ? taken : { ...taken, pullRequests: { ...merged.pullRequests, allowedStages } };
}
