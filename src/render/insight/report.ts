import type { Entry } from "../../core/ledger/entry.js";
import type { UnknownEntry } from "../../core/ledger/lift.js";
import { measure, stagesOf } from "../../core/insight/measure.js";
import type { Period } from "../../core/insight/period.js";
import type { Report } from "../../core/insight/report.js";
import { storiesIn, type Stories } from "../../core/insight/stories.js";
import { FIGURE_WORDS } from "./figure-words.js";

/** What a report is made of. */
export interface ReportInput {
  /** `owner/name`, or what several repositories have in common. */
  repository: string;
  /** In the ledger's order; entries of the period's end and later do not count. */
  entries: readonly (Entry | UnknownEntry)[];
  /** Ids of the policy's stages in order; none where no policy is known. */
  stages: readonly string[];
  period: Period;
}

/** Computes every figure and says what each is. Pure, never throws. */
export function reportOf({ entries, ...input }: ReportInput): Report {
  return reportOfStories({ ...input, ...storiesIn(entries, input.period.until) });
}

/** The same of stories that end where the period does. */
export function reportOfStories({ repository, items, artefacts, stages, period }: Omit<ReportInput, "entries"> & Stories): Report {
  const figures = measure({ items, artefacts, period, stages: stagesOf(items, stages) }).map(({ id, groups }) => {
    const { title, unit, formula } = FIGURE_WORDS[id];
    return { id, title, unit, formula, groups };
  });
  const iso = (time: number) => new Date(time).toISOString();
  return { repository, period: { since: period.since === null ? null : iso(period.since), until: iso(period.until) }, figures };
}
