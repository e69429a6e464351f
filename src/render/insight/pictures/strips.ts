import { scaleBand } from "d3-scale";
import { NOT_FRESH, stateKey } from "../../../core/insight/figures/freshness.js";
import type { Figure, ReportGroup } from "../../../core/insight/report.js";
import { amount } from "../numbers.js";
import { at, escaped, FRAME, label, short, svg } from "./frame.js";
import { fillOf, legend } from "./patterns.js";

const STATES = ["fresh", ...NOT_FRESH] as const;
const ROW = 34;
const HEIGHT = 24;
const NAMES = 210;
const TOP = 34;
const MOST_ROWS = 40;

/** One state in a row for as many steps as it filled alike. */
interface Piece {
  state: (typeof STATES)[number];
  from: number;
  to: number;
  /** Which part of the row's height, from below. */
  low: number;
  high: number;
}

/** A strip for each artefact over time, filled by what it was: whole where it was that all day, else in layers, what is fresh at the bottom. */
export function strips(figure: Figure): string {
  const known = new Map(figure.groups.map((group) => [group.key, group]));
  const rows = figure.groups.filter(({ key }) => !isState(key, known)).slice(0, MOST_ROWS);
  const days = [...new Set(rows.flatMap(({ series }) => series?.map(({ key }) => key) ?? []))].toSorted();
  const x = scaleBand(days, [NAMES, FRAME.right - 60]);
  const strip = (group: ReportGroup, index: number) => {
    const y = TOP + index * ROW;
    const pieces = piecesOf(group, known, days).map((piece) =>
      drawn(group.key, piece, { days, y, left: (day) => x(day) ?? NAMES, width: x.bandwidth() }),
    );
    const end = label(FRAME.right - 54, y + 16, amount(figure.id, group.value), "start");
    return [label(NAMES - 8, y + 16, short(group.key, 30), "end"), ...pieces, end].join("");
  };
  const bottom = TOP + Math.max(1, rows.length) * ROW;
  const every = Math.max(1, Math.ceil(days.length / 6));
  const ticks = days
    .filter((_day, index) => index % every === 0)
    .map((day) => label((x(day) ?? 0) + x.bandwidth() / 2, bottom + 12, day.slice(5)));
  const desc = `For each artefact a strip over time, cut into ${STATES.join(", ")}, with the share of its time that it was fresh at its end. A gap is time in which nothing is known of it.`;
  const body = [legend(STATES, NAMES, 16), ...rows.map(strip), ...ticks].join("");
  return svg({ id: `picture-${figure.id}`, title: figure.title, desc, body, height: bottom + 26 });
}

function isState(key: string, known: ReadonlyMap<string, ReportGroup>): boolean {
  return NOT_FRESH.some((state) => key.endsWith(stateKey("", state)) && known.has(key.slice(0, -stateKey("", state).length)));
}

function piecesOf(group: ReportGroup, known: ReadonlyMap<string, ReportGroup>, days: readonly string[]): Piece[] {
  const shares = STATES.map((state) => {
    const { series = [] } = (state === "fresh" ? group : known.get(stateKey(group.key, state))) ?? { series: [] };
    return { state, of: new Map(series.map(({ key, value }) => [key, value])) };
  });
  const pieces: Piece[] = [];
  for (const [index, day] of days.entries()) {
    let low = 0;
    for (const { state, of } of shares) {
      const high = low + (of.get(day) ?? 0);
      if (high > low) addPiece(pieces, { state, from: index, to: index, low, high });
      low = high;
    }
  }
  return pieces;
}

/** What goes on as it was is one piece. */
function addPiece(pieces: Piece[], next: Piece): void {
  const last = pieces.findLast(({ state }) => state === next.state);
  if (last && last.to === next.from - 1 && last.low === next.low && last.high === next.high) last.to = next.to;
  else pieces.push(next);
}

interface Place {
  days: readonly string[];
  y: number;
  left(day: string): number;
  width: number;
}

function drawn(artefact: string, { state, from, to, low, high }: Piece, { days, y, left, width }: Place): string {
  const [first = "", last = ""] = [days[from], days[to]];
  const words = `${artefact}, ${first === last ? first : `${first} to ${last}`}: ${state}`;
  const [start, end] = [left(first), left(last) + width];
  const top = y + HEIGHT * (1 - high);
  return `<rect class="part" x="${at(start)}" y="${at(top)}" width="${at(end - start)}" height="${at(HEIGHT * (high - low))}" fill="${fillOf(STATES.indexOf(state))}"><title>${escaped(words)}</title></rect>`;
}
