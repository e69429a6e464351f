import { z } from "zod";
import { defineCheck } from "../../src/core/checks/define.js";
import { inSection } from "../../src/core/checks/in-section.js";
import { readsSection, sectionParam } from "../../src/core/checks/params.js";
import { fail, note, pass, problem } from "../../src/core/checks/results.js";

const params = z.strictObject({
  section: sectionParam.describe("Section that is counted."),
  least: z.int().min(1).max(20).describe("How many paragraphs it must have."),
});

/** A made-up check: a section has so many paragraphs. */
export const paragraphs = defineCheck<z.output<typeof params>>({
  kind: "paragraphs",
  summary: "Passes when the section has at least `least` paragraphs.",
  params,
  content: true,
  reads: (given, spec) => readsSection(given.section, spec),
  stricter: { least: "more" },
  example: {
    params: { section: "Why", least: 2 },
    good: "### Why\n\nIt is slow.\n\nPeople leave.\n",
    bad: "### Why\n\nIt is slow.\n",
  },
  run: ({ section, least }, { document }) =>
    inSection(document, section, ({ blocks, line }) => {
      const counted = blocks.filter((block) => block.kind === "paragraph").length;
      const found = { counted, total: counted, of: "any" };
      return counted < least
        ? fail(problem({ code: "items_too_few", ...found, min: least, types: [], line }))
        : pass([note({ code: "items_counted", ...found, line })]);
    }),
});
