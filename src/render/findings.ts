import type { Finding } from "../core/findings/findings.js";
import { describeContent, isContent } from "./findings/content.js";
import { describeGitHub } from "./findings/github.js";
import { describeFlow, isFlow } from "./findings/flow.js";
import { describeTemplate, isTemplate } from "./findings/template.js";

/** What was found and what is needed, in plain sentences that are safe to post. `needed` is empty when nothing is. */
export interface Description {
  found: string;
  needed: string;
}

/** Says a finding in words: the only place that has them. Takes a finding; echoes user text only inertly. */
export function describeFinding(finding: Finding): Description {
  if (isTemplate(finding)) return describeTemplate(finding);
  if (isFlow(finding)) return describeFlow(finding);
  return isContent(finding) ? describeContent(finding) : describeGitHub(finding);
}
