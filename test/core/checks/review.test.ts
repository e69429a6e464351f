import { describe, expect, it } from "vitest";
import type { CheckContext } from "../../../src/core/checks/define.js";
import { judge } from "./helpers.js";

type Case = [what: string, kind: string, params: object, body: string, more?: Partial<CheckContext>];

function outcomeOf([, kind, params, body, more]: Case): string {
  return judge(kind, params, body, more).outcome;
}

const tags = { field: "tags", from: "front_matter" };

describe("a field", () => {
  it.each<Case>([
    [
      "one right line among others",
      "field",
      { field: "P", schema: { type: "string", pattern: "^(high|low)$" } },
      "### P\n\nwhatever\nhigh\n",
    ],
    ["a box without a tick", "field", { field: "Agreed" }, "### Agreed\n\n- [ ] I agree to it\n"],
    ["boxes of which none is ticked", "field", { field: "A", schema: { type: "array", minItems: 1 } }, "### A\n\n- [ ] a\n- [ ] b\n"],
    ["a box that is no tick of another's", "field", { field: "A", schema: { const: "a" } }, "### A\n\n- [ ] a\n- [x] b\n"],
    ["commas with nothing between them", "field", { field: "A", schema: { type: "array", minItems: 3 } }, "### A\n\na,,\n"],
    ["a list of nothing", "field", tags, "", { frontMatter: { tags: [] } }],
    ["a list of placeholders", "field", tags, "", { frontMatter: { tags: ["TBD", null, ["?"]] } }],
    ["a map of nothing", "field", tags, "", { frontMatter: { tags: {} } }],
  ])("is not filled in by %s", (...given) => expect(outcomeOf(given)).toBe("fail"));

  it.each<Case>([
    ["a ticked box", "field", { field: "Agreed" }, "### Agreed\n\n- [x] I agree to it\n"],
    ["the ticked ones", "field", { field: "A", schema: { type: "array", maxItems: 1 } }, "### A\n\n- [ ] a\n- [X] b\n"],
    ["its whole value", "field", { field: "P", schema: { pattern: "^(high|low)$" } }, "### P\n\nhigh\n"],
    ["false and zero", "field", tags, "", { frontMatter: { tags: [false, 0] } }],
  ])("is filled in by %s", (...given) => expect(outcomeOf(given)).toBe("pass"));
});
