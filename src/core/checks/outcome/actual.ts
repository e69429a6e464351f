import type { Promised } from "../../facts/accepted-criteria.js";
import { directionOf } from "../measurable/parse.js";
import { quantitiesIn, type Quantity } from "../measurable/quantity.js";
import { converted, isKnownUnit } from "../measurable/units.js";
import type { ResultLine } from "./lines.js";
import { withoutNumber } from "./match.js";
import { ownNumbersOf, wantedSpans } from "./value.js";

/** An actual value in the unit of its target. */
export interface Actual {
  value: number;
  /** As it was written. */
  text: string;
}

/** What a line says came out: values that can be held against the target; or one whose unit cannot. */
export type Actuals = { is: "read"; actuals: Actual[] } | { is: "unit"; text: string };

/** A number with the words just before it that say it was so once, not now. */
const ONCE = /\b(?:from|was|were|before|baseline|vs\.?|versus|than|of|von|vorher|war|avant|antes|prima)\s*:?\s*$/i;
const NONE = /\b(?:none|nobody|nothing|keine[rsn]?|aucune?|ningun[oa]|nessun[oa]?)\b/i;

/** Takes a criterion, what it promises, and the line about it; returns its actual values. More than one where it says several. */
export function actualsOf(criterion: string, promised: Promised, line: ResultLine): Actuals {
  const inProse = line.value === line.about;
  const text = (inProse ? withoutNumber(line.value) : line.value).normalize("NFKC");
  const spans = [...wantedSpans(text), ...(inProse ? ownNumbersOf(criterion, text) : [])];
  const free = quantitiesIn(text).filter(({ start, end }) => !spans.some(([from, to]) => start < to && end > from));
  const now = free.filter(({ start }) => free.length === 1 || !ONCE.test(text.slice(Math.max(0, start - 14), start)));
  const said = now.length > 0 ? now : free;
  const actuals = fitting(said, promised).map((quantity) => ({ value: signed(quantity, promised, text), text: quantity.text }));
  const stray = said.find(({ unit }) => isKnownUnit(unit));
  if (actuals.length === 0 && stray && isKnownUnit(promised.unit)) return { is: "unit", text: stray.text };
  if (said.length === 0 && NONE.test(text)) return { is: "read", actuals: [{ value: 0, text: "0" }] };
  return { is: "read", actuals };
}

/** Those in the target's unit, or one that converts; without any, those that name no unit. */
function fitting(quantities: readonly Quantity[], { unit }: Promised): Quantity[] {
  const inUnit = quantities.flatMap((quantity) => {
    const value = quantity.unit === "" ? null : converted(quantity.value, quantity.unit, unit);
    return value === null ? [] : [{ ...quantity, value }];
  });
  // What is counted has many names: only a unit that is known to be another one tells that something else was measured.
  return inUnit.length > 0 ? inUnit : quantities.filter((quantity) => !isKnownUnit(quantity.unit));
}

/** "-38 %" and "fell by 38 %" are a fall of 38: a promised change is held against a change. */
function signed({ value, signed: hasSign }: Quantity, { metric, comparator, value: target }: Promised, text: string): number {
  const way = comparator === ">=" || comparator === ">" ? directionOf(metric) : 0;
  if (way === 0 || target < 0) return value;
  if (hasSign) return value * way;
  const went = directionOf(text);
  return went !== 0 && went !== way ? -value : value;
}
