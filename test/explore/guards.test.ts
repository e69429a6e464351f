import { afterEach, describe, expect, it } from "vitest";
import { GUARDS } from "../../src/core/words/guards.js";
import { explore } from "./search.js";
import { sorted } from "./violations.js";

/** Where words wait to count: the roots in the order in which a missing guard shows soonest. */
const ROOTS = ["half-acknowledged", "awaiting", "forcing", "blocked", "fresh"];
const WHOLE = { ...GUARDS };

/** The shortest story that goes wrong, if any does. */
function firstStory(): string | null {
  for (const root of ROOTS) {
    const [first] = sorted(explore({ depth: 4, roots: [root], once: true }).violations);
    if (first) return `${first.kind}: ${root} · ${first.path.steps.join(" · ")}`;
  }
  return null;
}

afterEach(() => {
  Object.assign(GUARDS, WHOLE);
});

describe("without one of the guards of people's words", () => {
  it.each(Object.keys(WHOLE))("%s: the explorer finds a story that goes wrong", (name) => {
    GUARDS[name] = () => null;
    expect(firstStory()).not.toBeNull();
  });
});
