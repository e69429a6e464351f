import type { FigureId } from "../../core/insight/report.js";

/** What a figure is called and how it is computed; `source` says where that comes from. */
export interface FigureWords {
  title: string;
  unit: string;
  formula: string;
  source: string;
}

const PERCENTILES =
  "50th, 85th and 95th percentile, read off the straight line between two values (R-7); none where fewer than ten are behind them.";
const OWN = "Baton's own: the ledger knows when gates turned and who was waited for.";
const OWN_AGENTS = "Baton's own: an agent is held to what its file says, and is no person.";

/** Each figure in words. */
export const FIGURE_WORDS: Readonly<Record<FigureId, FigureWords>> = {
  time_in_stage: {
    title: "Time in stage",
    unit: "days, calendar time",
    formula: `From an item's entrance into a stage until it leaves for another or is closed there, less the time for which it was closed. Visits that ended in the period; those that were adopted, or whose beginning the ledger lost, are left out. ${PERCENTILES}`,
    source:
      "Cycle time and the service level expectation of the Kanban Guide; percentiles: Hyndman and Fan, *Sample Quantiles in Statistical Packages*, 1996.",
  },
  lead_time: {
    title: "Lead time",
    unit: "days, calendar time",
    formula: `From the entrance into the first stage to the next arrival in the last one, ways back between them included, less the time for which the item was closed. Arrivals in the period. ${PERCENTILES}`,
    source: "As time in stage.",
  },
  wip_age: {
    title: "Work in progress by age",
    unit: "days, calendar time",
    formula:
      "The open time that each open item has spent in its stage when the period ends, beside the percentiles of the visits of that stage that ended in the period. What is older than the 85th is named.",
    source: "Work item age of the Kanban Guide; ageing chart: Vacanti, *Actionable Agile Metrics for Predictability*, 2015.",
  },
  flow: {
    title: "Flow",
    unit: "items",
    formula:
      "Open items in each stage, and closed ones, at the end of each day (of each week, four weeks or year where the days are too many); how many came into the process and how many were closed in it.",
    source: "Cumulative flow diagram; Little, *A Proof for the Queuing Formula L = λW*, 1961.",
  },
  boundary_time: {
    title: "Where a boundary's time goes",
    unit: "hours, calendar time",
    formula:
      "The time from the first request for a boundary until the item leaves the stage, by what it waits for: `red` while a gate is red, `confirmation` while gates wait for a person's word only, `ack` while nothing is missing but the acknowledgement, `held` while somebody stops it, `work` from a rejection or a withdrawal to the next request. Below, the hours during which each gate stood in the way; several do so at once.",
    source: OWN,
  },
  first_pass_yield: {
    title: "First-pass yield",
    unit: "share of hand-offs",
    formula:
      "Of the hand-offs that were accepted or overridden in the period, the share that was accepted with no red gate, no rejection and no void acknowledgement since the first request of that visit. A gate that waits for a person's word is not red. Of a gate: the share of the hand-offs it was judged in during which it was never red; behind it are those in which it was.",
    source: "First-pass yield of quality management, with a hand-off as the unit.",
  },
  rework: {
    title: "Rework",
    unit: "times",
    formula:
      "How often a hand-off was rejected, an acknowledgement became void, an item went back over the boundary it had come by, or content changed after it was accepted (drift). Acks that a rejection swept away count as the rejection. Reasons are in the words of whoever gave them.",
    source: OWN,
  },
  boundaries_yield: {
    title: "Boundaries against yield",
    unit: "share of items",
    formula:
      "Items by how many boundaries they have crossed, the last of them in the period, and the share that came through clean: every hand-off at once, nothing moved back, no drift.",
    source: "The claim it tests: work that crosses more boundaries comes through whole less often.",
  },
  translation_debt: {
    title: "Translation debt",
    unit: "hours, calendar time",
    formula:
      "Time spent repairing meaning. A debt begins with a rejection, a void acknowledgement, drift, an override, or the end of a waiver's day while its gate was never met. It ends with the next acknowledgement for that boundary, the item's next accepted hand-off, or when it is closed. Debts of one item at one boundary that overlap count once in hours; each is counted in the week, and under `n` where it began in the period.",
    source: OWN,
  },
  freshness: {
    title: "Context freshness",
    unit: "share of artefact-days, calendar time",
    formula:
      "Of the time in the period during which it is known how a published artefact stood, the share in which it was fresh; below, the shares in which it was `stale`, `unfit` or `missing`. It counts from the look that first saw it, and no longer once no role gives it. `n` is the days, a begun one as one. Behind it are the items whose gates waited for it, each with the hours for which a gate in its way named it. How old is too old is told by the roles' cadences, in the policy's working time; the days here are calendar days.",
    source: OWN,
  },
  agents: {
    title: "Agents",
    unit: "times",
    formula:
      "By agent, what the ledger was told in the period: `within` when an issue or pull request of it came to stand inside its radius, its limits and its stages, `beyond` when one came to stand outside them, or more comments were written than it may, `confirmed` for each word of its overseer that counted, `refused` when it was taken off an item. The ledger is told of each change of state once, so what was mended counts as beyond and then as within. Bots that no file declares are one group.",
    source: OWN_AGENTS,
  },
  exceptions: {
    title: "Overrides, waivers and holds",
    unit: "times",
    formula: "How often each happened in the period, with the reasons given, and the gates that were overridden or waived more than once.",
    source: OWN,
  },
};
