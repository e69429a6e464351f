import { scaleLinear } from "d3-scale";
import type { Figure } from "../../../core/insight/report.js";
import { amount, toldGroups } from "../numbers.js";
import { at, escaped, FRAME, label, short, svg } from "./frame.js";
import { fillOf } from "./patterns.js";

const ROW = 26;
const NAMES = 270;
const MOST_ROWS = 40;

/** A bar for each group, with its value at the end; gates, whose names are below their boundary's, have a lighter one. */
export function bars(figure: Figure): string {
  const groups = toldGroups(figure).slice(0, MOST_ROWS);
  const most = groups.reduce((largest, { value = 0 }) => Math.max(largest, value), figure.unit.startsWith("share") ? 1 : 0);
  const x = scaleLinear([0, Math.max(most, Number.EPSILON)], [NAMES, FRAME.right - 90]);
  const rows = groups.map(({ key, n, value = 0 }, index) => {
    const y = 10 + index * ROW;
    const isPart = key.includes(": ");
    const name = label(NAMES - 8, y + 14, short(isPart ? key.slice(key.indexOf(": ") + 2) : key, 36), "end");
    const words = `${key}: ${amount(figure.id, value)}, n=${n}`;
    const bar = `<rect class="part" x="${NAMES}" y="${y}" width="${at(x(value) - NAMES)}" height="18" fill="${fillOf(isPart ? 1 : 0)}"><title>${escaped(words)}</title></rect>`;
    return name + bar + label(x(value) + 6, y + 14, value === n ? String(n) : `${amount(figure.id, value)} (n=${n})`, "start");
  });
  const desc = `A bar for each boundary, and below it one for each of its gates, as long as the ${figure.unit} is large.`;
  return svg({ id: `picture-${figure.id}`, title: figure.title, desc, body: rows.join(""), height: 20 + Math.max(1, groups.length) * ROW });
}
