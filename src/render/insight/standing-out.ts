import type { FigureId, Report, ReportGroup } from "../../core/insight/report.js";
import { amount, isGateRow, partsOf, toldGroups } from "./numbers.js";

/** Takes a report; returns what stands out most, a sentence for each of at most five questions, and none for what nothing is known of. */
export function standingOut(report: Report): string[] {
  const groupsOf = (id: FigureId) => report.figures.filter((figure) => figure.id === id).flatMap(toldGroups);
  return [
    ...leadTime(groupsOf("lead_time")),
    ...longestWait(groupsOf("boundary_time").filter((group) => !isGateRow(group))),
    ...fewestAtOnce(groupsOf("first_pass_yield").filter((group) => !isGateRow(group))),
    ...reddestGate(groupsOf("first_pass_yield").filter(isGateRow)),
    ...tooOld(groupsOf("wip_age")),
  ];
}

function leadTime([group]: ReportGroup[]): string[] {
  if (group?.p50 === undefined || group.p85 === undefined) return [];
  const [half, most] = [amount("lead_time", group.p50), amount("lead_time", group.p85)];
  return [`Half of the items take at most ${half} for the whole way, ${group.key}, and 85 of 100 at most ${most}.`];
}

function longestWait(groups: ReportGroup[]): string[] {
  const each = ({ value = 0, n }: ReportGroup) => value / Math.max(1, n);
  const [most] = groups.filter(({ n }) => n > 0).toSorted((a, b) => each(b) - each(a));
  if (!most) return [];
  const [part] = (most.series ?? []).toSorted((a, b) => b.value - a.value);
  const longest = part && partsOf("boundary_time", { ...most, series: [part] })[0];
  const aside = longest ? `, most of it for \`${longest.key}\`` : "";
  return [`Hand-offs wait longest at ${most.key}: ${amount("boundary_time", each(most))} each on average${aside}.`];
}

function fewestAtOnce(groups: ReportGroup[]): string[] {
  const [least] = lowest(groups);
  return least ? [`Fewest go through at once at ${least.key}: ${amount("first_pass_yield", least.value)} of ${least.n} hand-offs.`] : [];
}

function reddestGate(groups: ReportGroup[]): string[] {
  const [least] = lowest(groups);
  if (!least) return [];
  return [
    `The gate that is red most often is ${least.key}: in ${amount("first_pass_yield", 1 - (least.value ?? 0))} of ${least.n} hand-offs.`,
  ];
}

function lowest(groups: ReportGroup[]): ReportGroup[] {
  return groups.filter(({ n, value }) => n > 0 && value !== undefined).toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0) || b.n - a.n);
}

function tooOld(groups: ReportGroup[]): string[] {
  const old = groups.reduce((sum, { items }) => sum + items.filter(({ note }) => note !== undefined).length, 0);
  const open = groups.reduce((sum, { n }) => sum + n, 0);
  return old === 0 ? [] : [`${old} of ${open} open items ${old === 1 ? "is" : "are"} older than 85 of 100 that left the same stage.`];
}
