import { z } from "zod";
import { byNumber, differ } from "../../src/core/policy/compare/difference.js";
import { configKey } from "../../src/core/policy/config/key.js";

/** The made-up part of a configuration, where a policy holds it. */
export const mostOpenOf = (policy: unknown) => (policy as { mostOpen?: number }).mostOpen;

/** A key of the configuration that nobody has. The compiler would ask for its field in `Policy`, hence the cast. */
export const mostOpen = configKey("mostOpen" as never, {
  written: { most_open: z.number("a number").default(9).describe("How many hand-offs may be open.") },
  build: (data) => data.most_open as never,
  compare: (before, after) => differ("most_open", mostOpenOf(before) ?? 0, mostOpenOf(after) ?? 0, byNumber("less")),
});
