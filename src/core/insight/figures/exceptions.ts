import type { Question } from "../question.js";
import type { ReportGroup, ReportItem } from "../report.js";
import type { ItemHistory } from "../history.js";
import { grouped, isWithin, itemOf } from "../period.js";

interface Exception {
  key: string;
  gates: readonly string[];
  at: number;
  behind: ReportItem;
}

/** Overrides, waivers and holds with their reasons, and the gates that they were needed for more than once. */
export function exceptions({ items, period }: Question): ReportGroup[] {
  const all = items.flatMap((item) => exceptionsOf(item)).filter(({ at }) => isWithin(period, at));
  const kinds = grouped(all, ({ key }) => key);
  const gates = grouped(
    all.flatMap((one) => one.gates.map((gate) => ({ ...one, key: `gate: ${gate}` }))),
    ({ key }) => key,
  );
  const repeated = [...gates].filter(([, those]) => those.length > 1);
  return [
    ...["override", "waiver", "hold"].map((key) => groupOf(key, kinds.get(key) ?? [])),
    ...repeated.map(([key, those]) => groupOf(key, those)),
  ];
}

function groupOf(key: string, those: readonly Exception[]): ReportGroup {
  return { key, n: those.length, value: those.length, items: those.map(({ behind }) => behind) };
}

function exceptionsOf(item: ItemHistory): Exception[] {
  const one = (key: string, { at, reason }: { at: number; reason: string }, gates: readonly string[]): Exception => ({
    key,
    gates,
    at,
    behind: itemOf(item, at, { note: reason }),
  });
  return [
    ...item.overrides.map((override) => one("override", override, override.gates)),
    ...item.waivers.map((waiver) => one("waiver", waiver, [waiver.gate])),
    ...item.holds.map((hold) => one("hold", hold, [])),
  ].toSorted((a, b) => a.at - b.at);
}
