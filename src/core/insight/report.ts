/** What a figure is about; the words for each are `render`'s. */
export const FIGURE_IDS = [
  "time_in_stage",
  "lead_time",
  "wip_age",
  "flow",
  "boundary_time",
  "first_pass_yield",
  "rework",
  "boundaries_yield",
  "translation_debt",
  "freshness",
  "agents",
  "exceptions",
] as const;
export type FigureId = (typeof FIGURE_IDS)[number];

/** An item behind a figure. Nobody is named: figures are the team's. */
export interface ReportItem {
  /** `owner/name` */
  repository: string;
  number: number;
  /** ISO 8601: when what is counted happened. */
  at: string;
  /** The item's own share of the figure, in the figure's unit; left out where it is merely counted. */
  value?: number;
  /** A reason in the words of whoever gave it, or what stands out. */
  note?: string;
}

/** One step of a series: a moment (ISO 8601) or the name of a part, and its value. */
export interface SeriesPoint {
  key: string;
  value: number;
}

/** One row of a figure: a stage, a boundary (`discover → decide`), a gate of one, a kind, an agent. */
export interface ReportGroup {
  key: string;
  /** How many are behind it. */
  n: number;
  value?: number;
  /** Percentiles; left out where fewer than ten are behind them. */
  p50?: number;
  p85?: number;
  p95?: number;
  series?: SeriesPoint[];
  items: ReportItem[];
}

/** A figure as it was computed; `render` adds its title, unit and formula. */
export interface Measured {
  id: FigureId;
  groups: ReportGroup[];
}

export interface Figure extends Measured {
  title: string;
  unit: string;
  formula: string;
}

/** The insights of one repository, or of several, over a period: what `baton report --format json` prints. */
export interface Report {
  /** `owner/name`, or what several have in common. */
  repository: string;
  /** ISO 8601; `since` is null from the beginning on, `until` is where the report was cut. */
  period: { since: string | null; until: string };
  figures: Figure[];
}
