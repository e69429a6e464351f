import type { Contract } from "../policy/types.js";
import type { LintFinding, LintRule } from "./rule.js";

const SUBJECTS = ["issue", "pull_request"] as const;

/** More boundaries than there are stages: each loses context. */
export const longChain: LintRule = {
  id: "long-chain",
  summary: "Items of one kind may cross more boundaries than there are stages; context is lost at each.",
  example: {
    in: "boundaries",
    of: "",
    bad: "discover → decide\ndecide → build\nbuild → test\ntest → ship\nship → evaluate\ndiscover → build\nbuild → ship",
    good: "discover → decide\ndecide → build\nbuild → test\ntest → ship\nship → evaluate",
  },
  severity: "warning",
  needs: "everything",
  together: true,
  run: ({ contracts, config }) => {
    const order = config.lifecycle.stages.map(({ id }) => id);
    const isForward = ({ stage }: Contract) => order.indexOf(stage.from) < order.indexOf(stage.to);
    const forward = contracts.filter(({ contract }) => isForward(contract));
    return SUBJECTS.flatMap((subject): LintFinding[] => {
      const crossed = forward.filter(({ contract: { appliesTo } }) => appliesTo.subject === subject || appliesTo.subject === "both");
      const boundaries = new Set(crossed.map(({ contract }) => `${contract.stage.from} → ${contract.stage.to}`));
      const file = crossed.at(-1)?.file;
      if (boundaries.size <= order.length || !file) return [];
      const found = `${boundaries.size} boundaries for ${subject === "issue" ? "issues" : "pull requests"} between ${order.length} stages`;
      const fix = "Take out the ways around a stage, or put stages together.";
      return [{ file, path: ["stage"], at: "key", found, needed: `at most ${order.length}`, fix }];
    }).slice(0, 1);
  },
};
