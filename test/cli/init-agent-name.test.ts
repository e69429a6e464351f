import { expect, it } from "vitest";
import { readAgentName } from "../../src/cli/init/role-answers.js";

it.each<[string, object | null]>([
  ["scanner", { id: "scanner", name: "Scanner", account: "scanner[bot]" }],
  ["Market scanner = @copilot-swe-agent[bot]", { id: "market-scanner", name: "Market Scanner", account: "copilot-swe-agent[bot]" }],
  ["", null],
  [" none ", null],
  ["-", null],
])("an agent is named by %j", (text, value) => expect(readAgentName(text)).toEqual({ ok: true, value }));

it.each([
  ["build=lead", '"lead" says how a role takes part, and is no account: give the agent\'s name, and behind = the GitHub account'],
  ["build=Consult", '"Consult" says how a role takes part'],
  ["build=support test=lead", "such as market-scanner=market-scanner[bot]"],
  ["scanner=", '"" is no account: give'],
  ["scanner=a b", '"a b" is no account'],
  ["build:lead", "an agent needs a name"],
  ["scanner, digger", "an agent needs a name"],
  ["=scanner[bot]", "an agent needs a name"],
])("no agent is named by %j, and what is wanted is said", (text, words) => {
  expect(readAgentName(text)).toEqual({ ok: false, reason: expect.stringContaining(words) as string });
});
