import { describe, it } from "vitest";
import { expectNothingFound, PATIENCE } from "./nothing-found.js";

describe("whatever four things people and Baton do, no look is wrong", () => {
  it.each(["fresh", "blocked", "awaiting"])("%s", (root) => expectNothingFound(root), PATIENCE);
});
