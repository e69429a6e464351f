import { describe, it } from "vitest";
import { expectNothingFound, PATIENCE } from "./nothing-found.js";

describe("whatever four things people and Baton do, no look is wrong", () => {
  it.each(["half-acknowledged", "forcing", "accepted"])("%s", (root) => expectNothingFound(root), PATIENCE);
});
