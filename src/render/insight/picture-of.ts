import type { Figure, FigureId } from "../../core/insight/report.js";
import { ageing } from "./pictures/ageing.js";
import { bars } from "./pictures/bars.js";
import { cumulative } from "./pictures/cumulative.js";
import { dots } from "./pictures/dots.js";
import { overTime } from "./pictures/over-time.js";
import { scatter } from "./pictures/scatter.js";
import { stacked } from "./pictures/stacked.js";
import { strips } from "./pictures/strips.js";

const PICTURES: Readonly<Record<FigureId, (figure: Figure) => string>> = {
  time_in_stage: scatter,
  lead_time: scatter,
  wip_age: ageing,
  flow: cumulative,
  boundary_time: stacked,
  first_pass_yield: bars,
  rework: stacked,
  boundaries_yield: dots,
  translation_debt: overTime,
  freshness: strips,
  agents: stacked,
  exceptions: bars,
};

/** A figure as an SVG without styles of its own; empty where there is nothing to show. Its classes are in `REPORT_STYLE`. */
export function pictureOf(figure: Figure): string {
  return figure.groups.some(({ n }) => n > 0) ? PICTURES[figure.id](figure) : "";
}
