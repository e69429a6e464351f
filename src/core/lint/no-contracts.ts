import { CONTRACTS } from "../policy/paths.js";
import { isLikeContract } from "./ignored.js";
import type { LintRule } from "./rule.js";

/** A configuration without a single contract. */
export const noContracts: LintRule = {
  id: "no-contracts",
  summary: "There is no contract: no work can be handed off.",
  example: { in: "path", of: "", bad: "docs/brief.yml", good: `${CONTRACTS}/brief.yml` },
  severity: "warning",
  needs: "everything",
  run({ configFile, contracts, home, others }) {
    // An organisation's configuration is for contracts elsewhere; a contract that is merely never read is told already.
    if (!configFile || contracts.length > 0 || /\/\.github$/i.test(home ?? "") || others.some(isLikeContract)) return [];
    return [
      {
        file: configFile,
        path: [],
        at: "key",
        found: "a configuration, and no contract",
        needed: "at least one file contracts/NAME.yml: a boundary without a contract cannot be crossed forward",
        fix: "`baton init` writes a first one; where the organisation has them, lint with `--organisation DIR`.",
      },
    ];
  },
};
