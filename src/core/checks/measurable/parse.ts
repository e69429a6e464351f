import type { Comparator, Promised } from "../../facts/accepted-criteria.js";
import { boundAt, type Bound } from "./comparator.js";
import { plainDigits, quantitiesIn, type Quantity } from "./quantity.js";
import { converted, isKnownUnit } from "./units.js";

const MOST = 2000;
const MONTHS =
  "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|avr|juin|juil|août|ene|abr|ago|dic)\\p{L}{0,9}\\.?";
const PERIOD =
  "(?:days?|weeks?|months?|quarters?|years?|sprints?|hours?|tage[n]?|wochen|monate[n]?|jours?|semaines?|mois|días|semanas|meses)";
const POINT = `\\d{4}-\\d{2}(?:-\\d{2})?|(?:[QH][1-4][\\s/-]?(?:of )?(?:\\d{4})?)|(?:\\d{1,2}\\.?\\s)?${MONTHS}(?:\\s\\d{1,2},?)?(?:\\s\\d{4})?|\\d{4}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|(?:the )?(?:end of|launch|release|go-live|year[- ]end)(?:\\s[\\p{L}\\d]{1,12}){0,3}`;
const BY = new RegExp(
  `[\\s,(]*\\b(?:by|until|before|bis(?: zum)?|d['’]ici(?: le| la)?|avant(?: le)?|antes del?|para(?: el)?|hasta|entro(?: il)?|até)\\s((?:the )?(?:(?:end of|ende|fin de|fine) )?(?:${POINT}))\\)?(?![\\p{L}\\p{N}])|` +
    `[\\s,(]*\\b(?:within|in|after|innerhalb von|dans les|en los)\\s((?:the )?(?:first |next )?(?:\\d{1,4}|an?|two|three|four|six)?[\\s-]?${PERIOD}\\s(?:of|after|from|following|nach|après|después)\\s(?:the )?[\\p{L}-]{2,20})\\)?|` +
    `[\\s,(]*(\\d{4}-\\d{2}-\\d{2})\\s?まで(?:に)?`,
  "iu",
);
const SOURCE = /[\s,;(]*(?:sources?|quelle|fuente|fonte|出典|来源)\s?[:：]\s?([^\n;)]{2,120})\)?/iu;
const FROM = /\b(?:from|von|de|da|desde)\s*(?:about |around |über |rund )?$/iu;
const TO = /^\s*(?:(?:to|auf|à|a|até)\s|→|->|=>|⇒)/iu;
const FALL =
  /(?<![\p{L}-])(?:(?:fall|fell|drop|decreas|reduc|cut|shrink|shrank|declin|sink|sank|senk|redu[zc]|baiss|dimin|baja|scend|cai)\p{L}*|lower(?:s|ed)?|down|less)(?![\p{L}-])/iu;
const RISE =
  /(?<![\p{L}-])(?:(?:rise|rising|rose|rais|grow|grew|increas|improv|climb|gain|steig|stieg|erhöh|wachs|augment|aument|cres[ck])\p{L}*|up|more|sube)(?![\p{L}-])/iu;
const CHANGE_BY = /\b(?:by|um|de|en|di|em)\s*$/iu;
const CHANGE_TO = /\b(?:to|auf|à|a)\s*$/iu;
const SHARE = /^\s?(?:of|der|des|de[nrl]?|von|dei|delle|dos|das|の)\s/iu;

/** Which way a criterion's words say that its value goes: 1 up, -1 down, 0 where they do not say. */
export function directionOf(metric: string): 1 | -1 | 0 {
  const [falls, rises] = [FALL.test(metric), RISE.test(metric)];
  return falls === rises ? 0 : falls ? -1 : 1;
}

/** Takes a criterion's words; returns what they promise, null where it is not sure: no bound, or more than one. Linear. */
export function parseCriterion(words: string): Promised | null {
  const text = plainDigits(words.slice(0, MOST).normalize("NFKC")).replace(/\s+/g, " ").trim();
  const source = SOURCE.exec(text);
  const stated = blanked(text, source);
  const dated = BY.exec(stated);
  const until = targetIn(blanked(stated, dated));
  // "within 5 days of the purchase" is the promise where there is no other.
  const by = until === null && dated?.[2] !== undefined ? null : dated;
  const rest = blanked(stated, by);
  const promise = until ?? (by === dated ? null : targetIn(rest));
  if (promise === null) return null;
  const { target, comparator, baseline, cut } = promise;
  return {
    metric: metricOf(rest, cut),
    comparator,
    value: target.value,
    unit: target.unit,
    ...(baseline ? { baseline: baseline.text } : {}),
    ...(by ? { by: (by[1] ?? by[2] ?? by[3] ?? "").trim() } : {}),
    ...(source?.[1] ? { source: source[1].trim() } : {}),
  };
}

interface Found {
  target: Quantity;
  comparator: Comparator;
  baseline: Quantity | null;
  /** What of the text tells the target, to be taken out of the metric. */
  cut: [start: number, end: number][];
}

/** Exactly one quantity with a bound, a change from one value to another, or a share of all. */
function targetIn(text: string): Found | null {
  const all = quantitiesIn(text);
  const move = movedIn(text, all);
  if (move) return move;
  const bounded = all.flatMap((target) => {
    const bound = boundAt(text, target.start, target.end) ?? impliedBound(text, target);
    return bound ? [{ target, bound }] : [];
  });
  const [only, ...more] = bounded;
  const share = all.find(({ unit, end }) => unit === "%" && SHARE.test(text.slice(end)));
  // "90 % of users within 2 minutes" promises two things at once.
  if (only) return more.length > 0 || (share !== undefined && share !== only.target) ? null : found(only.target, only.bound);
  // Of a small share nobody knows whether much or little of it is good.
  if (share !== undefined && share === all[0] && share.value >= 50) return found(share, { comparator: ">=", before: 0, behind: 0 });
  return null;
}

function found(target: Quantity, bound: Bound): Found {
  return {
    target,
    comparator: bound.comparator,
    baseline: null,
    cut: [
      [target.start - bound.before, numberEnd(target)],
      [target.end, target.end + bound.behind],
    ],
  };
}

/** What is counted stays in the metric. */
function numberEnd({ unit, text, end }: Quantity): number {
  return unit !== "" && !isKnownUnit(unit) && text.endsWith(unit) ? end - unit.length : end;
}

/** "falls by 50 %", "reach 55 %", "zero losses": the verb tells the side. */
function impliedBound(text: string, target: Quantity): Bound | null {
  const ahead = text.slice(Math.max(0, target.start - 80), target.start);
  if (target.value === 0 && /(?:^|\s)(?:zero|0)\b/i.test(target.text)) return { comparator: "=", before: 0, behind: 0 };
  const way = directionOf(ahead);
  const [by, to] = [CHANGE_BY.exec(ahead), CHANGE_TO.exec(ahead)];
  if (way !== 0 && by) return { comparator: ">=", before: by[0].length, behind: 0 };
  if (way !== 0 && to) return { comparator: way < 0 ? "<=" : ">=", before: to[0].length, behind: 0 };
  const reach = /\b(?:reach(?:es)?|achieves?|hits?|attains?|erreicht|atteint|alcanza|raggiunge)\s*$/iu.exec(ahead);
  return reach ? { comparator: ">=", before: reach[0].length, behind: 0 } : null;
}

/** "from 4 h to under 20 min", "41 % → 20 %": where it stands and where it shall. */
function movedIn(text: string, all: readonly Quantity[]): Found | null {
  for (const [index, baseline] of all.entries()) {
    const target = all[index + 1];
    if (target === undefined) return null;
    const between = text.slice(baseline.end, target.start);
    const before = text.slice(Math.max(0, baseline.start - 20), baseline.start);
    const arrow = /→|->|=>|⇒/.test(between);
    if (between.length > 40 || !TO.test(between) || (!arrow && !FROM.test(before))) continue;
    const stated = boundAt(between, between.length, between.length)?.comparator ?? boundAt(text, target.start, target.end)?.comparator;
    const comparator = stated ?? sideOf(baseline, target);
    if (comparator === null) return null;
    const lead = FROM.exec(before)?.[0].length ?? 0;
    return { target, comparator, baseline, cut: [[baseline.start - lead, target.end]] };
  }
  return null;
}

function sideOf(baseline: Quantity, target: Quantity): Comparator | null {
  const was = baseline.unit === "" ? baseline.value : converted(baseline.value, baseline.unit, target.unit);
  return was === null || was === target.value ? null : target.value < was ? "<=" : ">=";
}

function metricOf(text: string, cut: readonly [number, number][]): string {
  let metric = text;
  for (const [start, end] of cut.toReversed()) metric = `${metric.slice(0, Math.max(0, start))} ${metric.slice(end)}`;
  return metric
    .replace(/\s+/g, " ")
    .replace(/\s(?:does|do|must|shall|should|will|is|are|be|takes?|stays?|remains?|by|to|of|um|auf|de)\s?$/i, "")
    .replace(/^[\s,;:.|–—-]+|[\s,;:.|–—-]{1,50}$/g, "")
    .replace(/\s([,.;:])/g, "$1");
}

function blanked(text: string, match: RegExpExecArray | null): string {
  return match ? text.slice(0, match.index) + " ".repeat(match[0].length) + text.slice(match.index + match[0].length) : text;
}
