import type { Question } from "../question.js";
import type { ReportGroup } from "../report.js";
import { boundaryName, isWhole, openTime, type ItemHistory } from "../history.js";
import { groupsOf, type Lasted } from "../lasted.js";
import { DAY, isWithin } from "../period.js";

/** Days from an item's entrance into the first stage to its arrival in the last. */
export function leadTime({ items, period, stages }: Question): ReportGroup[] {
  const [first, last] = [stages[0], stages.at(-1)];
  if (first === undefined || last === undefined || first === last) return [];
  const key = boundaryName(first, last);
  const arrived = items.flatMap((item) => arrivals(item, first, last)).filter(({ at }) => isWithin(period, at));
  return groupsOf(
    arrived.map((one) => ({ ...one, key })),
    [key],
  );
}

/** A way begins in the first stage and ends in the last, going back and forth between included; what the ledger lost, or saw too late, begins none. */
function arrivals(item: ItemHistory, first: string, last: string): Omit<Lasted, "key">[] {
  const found: Omit<Lasted, "key">[] = [];
  let spent: number | null = null;
  for (const visit of item.visits) {
    if (visit.stage === last && spent !== null) {
      found.push({ item, at: visit.from, days: spent / DAY });
      spent = null;
    }
    if (!isWhole(visit) || visit.left === "lost") spent = null;
    else if (visit.stage === first) spent = (spent ?? 0) + openTime(visit);
    else if (spent !== null) spent += openTime(visit);
  }
  return found;
}
