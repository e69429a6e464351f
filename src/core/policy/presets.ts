import type { Stage } from "./types.js";

/** Discover, Decide, Build, Test, Ship, Evaluate: each with its key question and what comes out of it. */
export const DPOS: readonly Stage[] = [
  stage(
    "discover",
    "Discover",
    "What problem are we solving, and is it worth solving?",
    "Problem brief: validated need, market context, feasibility signals",
  ),
  stage("decide", "Decide", "Should we build this, and how?", "Shaped pitch: approach, appetite (a time budget), go / no-go"),
  stage("build", "Build", "Can we deliver within our appetite?", "Working components, documentation, test coverage"),
  stage("test", "Test", "Does it work correctly and responsibly?", "Validated release candidate, quality metrics, risk assessment"),
  stage("ship", "Ship", "Ready for production?", "Live product with observability and rollback"),
  stage("evaluate", "Evaluate", "Did we solve the problem, what's next?", "Learnings with validated outcomes, next priorities"),
];

/** Stages in which work on the code is expected, where a policy does not say. */
export const DPOS_PULL_REQUEST_STAGES: readonly string[] = ["build", "test", "ship"];

function stage(id: string, name: string, question: string, output: string): Stage {
  return { id, name, label: `stage: ${id}`, question, output };
}
