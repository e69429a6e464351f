import { expect, it } from "vitest";
import { REPORT_STYLE } from "../../../src/render/insight/style.js";
import { STYLE_SHEET } from "../../../src/web/pages/style.js";

it("is at most 12 KB, the report's style in it", () => {
  expect(STYLE_SHEET.text).toContain(".report .picture");
  expect(Buffer.byteLength(STYLE_SHEET.text)).toBeLessThanOrEqual(12 * 1024);
});

it("gives no colour of the page another meaning in the report", () => {
  const own = new Set([...REPORT_STYLE.matchAll(/(--[a-z0-9-]+):/g)].map(([, name = ""]) => name));
  // Lines, links and the paper are the same on both.
  expect([...own].filter((name) => STYLE_SHEET.text.replace(REPORT_STYLE, "").includes(`${name}:`)).toSorted()).toEqual([
    "--line",
    "--link",
    "--paper",
  ]);
});
