import type { Entry } from "../../core/ledger/entry.js";
import type { UnknownEntry } from "../../core/ledger/lift.js";
import { artefactHistories, type ArtefactHistory } from "../../core/insight/artefacts.js";
import { historiesOf, measure, stagesOf } from "../../core/insight/measure.js";
import type { ItemHistory } from "../../core/insight/history.js";
import type { Period } from "../../core/insight/period.js";
import type { Report } from "../../core/insight/report.js";
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
  const told = [...entries];
  const { until } = input.period;
  return reportOfStories({ ...input, items: historiesOf(told, until), artefacts: artefactHistories(told, until) });
}

/** What is kept of a ledger's entries: how items and artefacts fared until some moment. */
export interface Stories {
  items: readonly ItemHistory[];
  artefacts: readonly ArtefactHistory[];
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
