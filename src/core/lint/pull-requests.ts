import type { LintRule } from "./rule.js";

/** Rules under which no pull request can pass. */
export const noAllowedStage: LintRule = {
  id: "no-allowed-stage",
  summary: "No stage allows linked pull requests: their check can never be green.",
  example: {
    in: "config",
    of: "roles:",
    bad: "pull_requests: { allowed_stages: [] }\nroles:",
    good: "pull_requests: { allowed_stages: [decide] }\nroles:",
  },
  severity: "error",
  needs: "config",
  run: ({ config, configFile }) => {
    if (!configFile || config.pullRequests.allowedStages.length > 0) return [];
    const found = "no stage in which a linked issue allows its pull request";
    const needed = "at least one stage: with none, every linked pull request stays red";
    return [
      {
        file: configFile,
        path: ["pull_requests", "allowed_stages"],
        at: "value",
        found,
        needed,
        fix: "Name the stages in which code is written, such as build.",
      },
    ];
  },
};
