import { z } from "zod";
import { differ } from "../compare/difference.js";
import { configKey } from "./key.js";

/** Whether there is an issue about what flows between roles: it holds nothing back, so it lets nothing pass either. */
export const contextIssue = configKey("contextIssue", {
  written: {
    context_issue: z
      .boolean("true or false")
      .default(false)
      .describe("Whether Baton keeps one issue up to date about what flows between roles: what is overdue, and who must act."),
  },
  build: (data) => (data.context_issue ? true : undefined),
  compare: (a, b) => differ("context_issue", a.contextIssue === true, b.contextIssue === true, () => "neutral"),
});
