import type { Time } from "../../basics/known.js";
import type { ArtefactHistory } from "../artefacts.js";
import type { ItemHistory } from "../history.js";
import { DAY, grouped, HOUR, itemOf, shareOf, stepsOf, total, type Period, type Step } from "../period.js";
import type { Question } from "../question.js";
import type { ReportGroup, ReportItem, SeriesPoint } from "../report.js";

/** What an artefact can be that nobody can rest on, in the order in which it is shown. */
export const NOT_FRESH = ["stale", "unfit", "missing"] as const;
type Counted = "fresh" | (typeof NOT_FRESH)[number];

/** The key of the group that tells for how much of its time an artefact was in a state. */
export function stateKey(artefact: string, state: Counted): string {
  return `${artefact}: ${state}`;
}

/** Share of the days on which each published artefact was fresh, what it was instead, and which items waited for it. */
export function freshness({ items, artefacts = [], period }: Question): ReportGroup[] {
  const first = artefacts.reduce((earliest, { spans }) => Math.min(earliest, spans[0]?.from ?? Infinity), Infinity);
  const steps = Number.isFinite(first) ? stepsOf(period, first, 1) : [];
  const waits = grouped(
    items.flatMap((item) => waitsOf(item, period)),
    ({ artefact }) => artefact,
  );
  return [...grouped(artefacts, ({ artefact }) => artefact)].flatMap(([artefact, those]) => {
    const known = total(STATES.map((state) => timeOf(those, state, period)));
    if (known === 0) return [];
    const whole = groupOf(artefact, "fresh", those, { known, period, steps });
    const rest = NOT_FRESH.filter((state) => timeOf(those, state, period) > 0);
    const waited = itemsOf(waits.get(artefact) ?? []);
    return [
      { ...whole, key: artefact, n: daysIn(known), items: waited },
      ...rest.map((state) => groupOf(artefact, state, those, { known, period, steps })),
    ];
  });
}

const STATES: readonly Counted[] = ["fresh", ...NOT_FRESH];

interface Measuring {
  known: number;
  period: Period;
  steps: readonly Step[];
}

function groupOf(artefact: string, state: Counted, those: readonly ArtefactHistory[], { known, period, steps }: Measuring): ReportGroup {
  const time = timeOf(those, state, period);
  return { key: stateKey(artefact, state), n: daysIn(time), value: time / known, series: seriesOf(those, state, steps), items: [] };
}

// Days on which nothing is known of it have no share.
function seriesOf(those: readonly ArtefactHistory[], state: Counted, steps: readonly Step[]): SeriesPoint[] {
  return steps.flatMap(({ day, from, to }) => {
    const within = (one: Counted) => timeOf(those, one, { since: from, until: to });
    const known = total(STATES.map(within));
    return known === 0 ? [] : [{ key: day, value: within(state) / known }];
  });
}

function timeOf(those: readonly ArtefactHistory[], state: Counted, { since, until }: Pick<Period, "since" | "until">): number {
  const spans = those.flatMap((one) => one.spans.filter((span) => span.state === state));
  return total(spans.map(({ from, to }) => shareOf({ since, until, timezone: "UTC" }, from, to)));
}

/** A day that began counts as one. */
function daysIn(time: number): number {
  return Math.ceil(time / DAY);
}

interface Waited {
  item: ItemHistory;
  artefact: string;
  at: Time;
  hours: number;
}

function waitsOf(item: ItemHistory, period: Period): Waited[] {
  const spans = item.visits.flatMap((visit) => visit.spans.filter(({ artefacts }) => artefacts !== undefined));
  return spans.flatMap(({ doing, artefacts = [], from, to }) => {
    const hours = doing === "closed" ? 0 : shareOf(period, from, to) / HOUR;
    return hours === 0 ? [] : artefacts.map((artefact) => ({ item, artefact, at: to, hours }));
  });
}

function itemsOf(waits: readonly Waited[]): ReportItem[] {
  return [...grouped(waits, ({ item }) => item).values()].flatMap((own) => {
    const last = own.at(-1);
    const hours = Math.round(total(own.map((one) => one.hours)) * 10) / 10;
    return last ? [itemOf(last.item, last.at, { note: `waited ${hours} h` })] : [];
  });
}
