import type { ItemVerdict } from "../core/record/verdict.js";
import { DETAILS } from "./detail.js";
import { headline } from "./headline.js";
import { renderNext } from "./next.js";
import { renderRail } from "./rail.js";

/** Where an item stands and the next steps, short enough for a reply. */
export function statusWords(verdict: ItemVerdict): string {
  const detail = DETAILS[DETAILS.length - 2] ?? DETAILS[0];
  return [`**${headline(verdict)}**`, renderRail(verdict), detail ? renderNext(verdict, detail) : ""].join("\n\n");
}
