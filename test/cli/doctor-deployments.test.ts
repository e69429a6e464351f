import { expect, test } from "vitest";
import { lookAtDeployments } from "../../src/cli/doctor/deployments.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import { OPT_IN } from "../../src/github/setup.js";
import { AGENT, agentFiles, CONFIG } from "../core/policy/agent-files.js";

function policyOf(agent: string, config = CONFIG) {
  const { policy } = parsePolicy(agentFiles(agent, config), { repository: "acme/shop", commit: "c1" });
  if (!policy) throw new Error("no policy");
  return policy;
}

const plain = { permissions: { issues: "write", contents: "read" }, events: ["issues"] };
const asked = policyOf(AGENT, `${CONFIG}environments: { staging: {} }\n`);

test("where no policy speaks of environments nothing is said", () => {
  expect(lookAtDeployments(policyOf(AGENT), plain, true)).toEqual([]);
});

test.each([
  ["the configuration", asked],
  ["an agent's file", policyOf(AGENT.replace("stages: [discover]", "environments: [staging]"))],
])("where %s does, what the App lacks is warned of", (_where, policy) => {
  const found = lookAtDeployments(policy, { ...plain, permissions: { ...plain.permissions, deployments: "read" } }, true);
  expect(found.map(({ outcome, needed }) => [outcome, needed])).toEqual([
    ["warning", "deployments: write"],
    ["warning", "actions: read"],
    ["warning", "the event deployment_protection_rule"],
    ["warning", "the event deployment_status"],
  ]);
});

test("an App that has it all is well, whatever else it may", () => {
  const granted = { permissions: { ...plain.permissions, ...OPT_IN.permissions }, events: [...plain.events, ...OPT_IN.events] };
  expect(lookAtDeployments(asked, granted, true)).toMatchObject([{ outcome: "pass" }]);
});
