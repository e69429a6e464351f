import { turnsRed, type ItemsAfterMerge } from "../core/pulls/items-after-merge.js";
import type { CheckRun } from "../core/facts/writes.js";
import { OUTPUT_LIMIT, RECHECK } from "./check-run.js";
import { TITLE_LIMIT } from "./check-title.js";
import { fitting, type Detail } from "./detail.js";
import { inert } from "./inert.js";
import type { PullWhere } from "./policy-pull.js";
import { isTouched, renderItemsAfterMerge, renderUnjudged, unjudgedTitle } from "./pull-items.js";
import { count, join, oneLine } from "./markdown.js";

/** What the check `baton/documents` tells. */
export interface DocumentPullReport extends ItemsAfterMerge {
  /** Why it could not be told; null when it could. */
  unread: string | null;
  observe: boolean;
}

/** The check run `baton/documents` of a pull request that changes documents which governed items link: their gates as they would be after the merge. */
export function renderDocumentPull(report: DocumentPullReport, where: PullWhere): CheckRun {
  const red = report.items.filter(turnsRed);
  const failed = report.unread !== null || report.leftOut > 0 || red.length > 0 || report.unjudged.length > 0;
  const words = titleOf(report);
  return checkRun(where, {
    conclusion: failed && !report.observe ? "failure" : "success",
    title: report.observe ? `Only observing: ${words}` : words,
    summary: (detail) => summary(report, detail),
  });
}

/** The check run on a commit that a documents check was posted on, when no governed item links what it changes any more. */
export function renderNoDocuments(where: PullWhere): CheckRun {
  const words = "No governed item links a document that this changes";
  return checkRun(where, { conclusion: "success", title: words, summary: () => `${words}.` });
}

function checkRun(
  { headSha, externalId }: PullWhere,
  parts: { conclusion: CheckRun["conclusion"]; title: string; summary(detail: Detail): string },
): CheckRun {
  const summaryText = fitting(parts.summary, (text) => Buffer.byteLength(text) <= OUTPUT_LIMIT);
  const output = { title: oneLine(parts.title, TITLE_LIMIT), summary: summaryText, text: "" };
  return { name: "baton/documents", headSha, externalId, conclusion: parts.conclusion, detailsUrl: null, output, actions: [RECHECK] };
}

function titleOf({ items, unjudged, unread, leftOut }: DocumentPullReport): string {
  if (unread !== null) return `What this makes of linked documents could not be told: ${unread}`;
  const [red, drift] = [items.filter(turnsRed), items.filter((item) => item.drift.length > 0)];
  const named = (some: typeof items) =>
    join(
      some.map(({ number, title }) => `#${number} ${oneLine(title, 30)}`),
      "and",
      2,
    );
  if (red.length > 0) return `Gates of ${named(red)} would turn red`;
  if (leftOut > 0) return `${count(leftOut, "item")} that link what this changes could not be looked at`;
  if (drift.length > 0) return `Handed-off content of ${named(drift)} would drift`;
  const untold = unjudgedTitle(unjudged);
  if (untold !== null) return untold;
  const touched = items.filter(isTouched);
  if (touched.length > 0) return `${count(touched.length, "item")} would change, and no gate would turn red`;
  return `The gates of ${count(items.length, "item")} stay as they are`;
}

function summary({ items, leftOut, unjudged, unread, observe }: DocumentPullReport, detail: Detail): string {
  const parts = [
    observe ? "**Baton observes here**: this check passes whatever it finds." : "",
    unread === null ? "" : `What this changes could not be read (${inert(unread)}), and is not passed for that. Re-check tries again.`,
    renderUnjudged(unjudged),
    unread === null ? renderItemsAfterMerge(items, leftOut, detail) : "",
    leftOut > 0 ? "What was not looked at is not passed: change fewer documents at once, or close items that are done." : "",
    items.some(({ drift }) => drift.length > 0) ? "Drift is reported to the receiver once this is merged; it holds nothing back." : "",
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}
