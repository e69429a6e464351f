import { afterEach, describe, expect, it } from "vitest";
import { GUARDS } from "../../src/core/words/guards.js";
import { explore } from "./search.js";
import { sorted } from "./violations.js";

/** Where words wait to count: the roots in the order in which a missing guard shows soonest. */
const ROOTS = ["half-acknowledged", "awaiting", "forcing", "blocked", "fresh"];
const DEPTHS = [2, 3, 4];
const WHOLE = { ...GUARDS };

/** The shortest story that goes wrong, if any does. */
function firstStory(): string | null {
  for (const depth of DEPTHS) {
    for (const root of ROOTS) {
      const [first] = sorted(explore({ depth, roots: [root], once: true }).violations);
      if (first) return `${first.kind}: ${first.path.steps.join(" · ")}`;
    }
  }
  return null;
}

afterEach(() => {
  Object.assign(GUARDS, WHOLE);
});

/** What each guard alone keeps from going wrong, as the explorer tells it. */
const STORIES: Record<keyof typeof GUARDS, RegExp> = {
  unedited: /the ack was edited/,
  shown: /the ack was hidden/,
  other: /the ack is by the (?:requester|author)/,
  body: /priority is red|the (?:problem|evidence) changed after the ack/,
  documents: /the brief changed after the ack/,
  contract: /the contract changed after the ack/,
  labels: /the when changed after the ack/,
  roles: /the roles changed after the ack/,
  order: /the ack is older than/,
};

describe("without one of the guards of people's words", () => {
  it.each(Object.keys(WHOLE))("%s: the explorer finds the story that it keeps from going wrong", (name) => {
    GUARDS[name] = () => null;
    expect(firstStory()).toMatch(STORIES[name] ?? /^there is no story for this guard$/);
  });
});
