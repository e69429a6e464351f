import { pictureFile } from "../../../render/insight/picture-file.js";
import { historyReport, playHistory } from "./history.js";

/** The made-up quarter always ends then, so that its picture is always the same. */
const END = Date.UTC(2026, 9, 1);

/** The README's picture of a report: where each boundary's time went in the made-up quarter, as an SVG file. */
export function readmePicture(): string {
  const report = historyReport(playHistory({ now: END, seed: 1 }), END);
  const figure = report.figures.find(({ id }) => id === "boundary_time");
  if (!figure) throw new Error("the report has no figure of boundaries");
  return pictureFile(figure);
}
