import { expect, test } from "vitest";
import { readHint, writeHint } from "../../src/app/intake/hints.js";
import { invalidates } from "../../src/github/events.js";
import { EVENTS } from "../../src/github/events/table.js";

const DELIVERED = {
  action: "added",
  installation: { id: 7, account: { login: "acme" } },
  organization: { login: "acme" },
  repository: { node_id: "R_1", name: ".github", owner: { login: "acme" } },
};

test.each([...EVENTS.keys()])("what %s makes doubtful is understood by the other processes, too", (event) => {
  const hint = { forget: invalidates(event, DELIVERED), newest: { item: "I_1", at: 1 } };
  expect(readHint(writeHint(hint) ?? "")).toEqual(hint);
});
