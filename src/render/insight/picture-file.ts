import type { Figure } from "../../core/insight/report.js";
import { pictureOf } from "./picture-of.js";
import { WIDTH } from "./pictures/frame.js";
import { patternDefinitions } from "./pictures/patterns.js";
import { REPORT_STYLE } from "./style.js";

/** Takes a figure that has something to show; returns its picture as an SVG file that stands alone, with the style in it. Throws where there is nothing to show. */
export function pictureFile(figure: Figure): string {
  const picture = pictureOf(figure);
  const [, height] = /^<svg [^>]*viewBox="0 0 \d+ (\d+)"/.exec(picture) ?? [];
  if (height === undefined) throw new Error(`the figure ${figure.id} has nothing to show`);
  const size = `viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="report" ${size}><style>${REPORT_STYLE}</style>${patternDefinitions()}${picture}</svg>\n`;
}
