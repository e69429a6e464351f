import type { Time } from "../../core/basics/known.js";
import type { StoreOptions } from "../../store/open.js";
import type { MadeReport, ReportDays, Reported } from "../../web/pages/page.js";

/** What the thread that makes reports is told. */
export interface ReportOrder {
  place: StoreOptions;
  repositories: readonly Reported[];
  days: ReportDays;
  now: Time;
}

/** What it tells. */
export type ReportMessage = { is: "made"; made: MadeReport } | { is: "failed"; error: unknown };
