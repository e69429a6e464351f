import type { Report } from "../../core/insight/report.js";
import { reportCsv } from "../../render/insight/csv.js";
import { reportPage } from "../../render/insight/html.js";
import { reportMarkdown, type ItemLink } from "../../render/insight/markdown.js";
import { reportText } from "../../render/insight/text.js";

const FORMATS = {
  text: reportText,
  markdown: reportMarkdown,
  json: (report: Report) => `${JSON.stringify(report, null, 2)}\n`,
  csv: reportCsv,
  html: reportPage,
} as const satisfies Record<string, (report: Report, link: ItemLink) => string>;

export type ReportFormat = keyof typeof FORMATS;
export const reportFormats = Object.keys(FORMATS) as ReportFormat[];

/** Takes a report and how to write it; returns the text. */
export function formatted(report: Report, format: ReportFormat, link: ItemLink): string {
  return FORMATS[format](report, link);
}

/** Takes the environment; returns the address of an item on the GitHub that the App there works with. */
export function itemLink(env: NodeJS.ProcessEnv): ItemLink {
  const site = `${env["GHE_PROTOCOL"]?.trim() || "https"}://${env["GHE_HOST"]?.trim() || "github.com"}`;
  // GitHub leads on from there where it is a pull request.
  return ({ repository, number }) => `${site}/${repository.split("/").map(encodeURIComponent).join("/")}/issues/${number}`;
}
