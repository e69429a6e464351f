import { expect, it } from "vitest";
import { STYLE_SHEET } from "../../../src/web/pages/style.js";

it("is at most 12 KB, the report's style in it", () => {
  expect(STYLE_SHEET.text).toContain(".report .picture");
  expect(Buffer.byteLength(STYLE_SHEET.text)).toBeLessThanOrEqual(12 * 1024);
});
