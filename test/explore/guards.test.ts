import { afterEach, describe, expect, it } from "vitest";
import { GUARDS } from "../../src/core/words/guards.js";
import { explore } from "./search.js";
import { sorted } from "./violations.js";

const WHOLE = { ...GUARDS };

/** A root with words that wait to count, and how long the shortest story from there is. */
interface Begin {
  root: string;
  depth: number;
}

/** The shortest story that goes wrong, if any does. */
function firstStory({ root, depth }: Begin): string | null {
  const [first] = sorted(explore({ depth, roots: [root], once: true }).violations);
  return first ? `${first.kind}: ${first.path.steps.join(" · ")}` : null;
}

afterEach(() => {
  Object.assign(GUARDS, WHOLE);
});

/** What each guard alone keeps from going wrong, as the explorer tells it, and where it is soonest found. */
const STORIES: Record<keyof typeof GUARDS, Begin & { told: RegExp }> = {
  unedited: { root: "half-acknowledged", depth: 3, told: /the ack was edited/ },
  shown: { root: "half-acknowledged", depth: 3, told: /the ack was hidden/ },
  other: { root: "half-acknowledged", depth: 2, told: /the ack is by the (?:requester|author)/ },
  body: { root: "half-acknowledged", depth: 3, told: /priority is red|the (?:problem|evidence) changed after the ack/ },
  documents: { root: "half-acknowledged", depth: 3, told: /the brief changed after the ack/ },
  contract: { root: "half-acknowledged", depth: 2, told: /the contract changed after the ack/ },
  labels: { root: "half-acknowledged", depth: 4, told: /the when changed after the ack/ },
  roles: { root: "half-acknowledged", depth: 3, told: /the roles changed after the ack/ },
  order: { root: "forcing", depth: 3, told: /the ack is older than/ },
};

describe("without one of the guards of people's words", () => {
  it("there is a story for each of them", () => {
    expect(Object.keys(STORIES)).toEqual(Object.keys(WHOLE));
  });

  it.each(Object.entries(STORIES))("%s: the explorer finds the story that it keeps from going wrong", (name, { told, ...begin }) => {
    GUARDS[name] = () => null;
    expect(firstStory(begin)).toMatch(told);
  });
});
