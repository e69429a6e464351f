import type { Question } from "../question.js";
import type { ReportGroup } from "../report.js";
import { inHoursOf, type Debt } from "../debts.js";
import { debtsOf } from "../debts.js";
import { grouped, HOUR, isWithin, itemOf, shareOf, stepsOf, total } from "../period.js";
import { boundariesInOrder } from "../boundaries.js";

/** Hours spent repairing meaning at each boundary, week by week, and how often that began. */
export function translationDebt({ items, period, stages }: Question): ReportGroup[] {
  const all = items
    .flatMap((item) => debtsOf(item, period.until))
    .filter(({ from, to }) => shareOf(period, from, to) > 0 || isWithin(period, from));
  const first = all.reduce((earliest, { from }) => Math.min(earliest, from), Infinity);
  const steps = Number.isFinite(first) ? stepsOf(period, first, 7) : [];
  const groups = grouped(all, ({ boundary }) => boundary);
  return boundariesInOrder([...groups.keys()], stages).map((key) => {
    const those = groups.get(key) ?? [];
    const hours = inHoursOf(those);
    const series = steps.map(({ day, from, to }) => ({ key: day, value: hours(from, to) }));
    return {
      key,
      n: those.filter(({ from }) => isWithin(period, from)).length,
      value: total(series.map(({ value }) => value)),
      series,
      items: those.map((debt) => behind(debt, shareOf(period, debt.from, debt.to) / HOUR)),
    };
  });
}

function behind({ item, from, what }: Debt, value: number): ReportGroup["items"][number] {
  return itemOf(item, from, { value, note: what });
}
