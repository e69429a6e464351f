import { isFiller, tokensOf, type Token } from "./tokens.js";

/** How much of a criterion's weight a line must name to be about it. */
const ENOUGH = 0.34;
const LEADING = 0.3;
const BY_NUMBER = 10;
const NUMBERED = /^(?:(?:success )?criterion|sc|c|kpi|#)\s{0,2}#?(\d{1,2})\b|^(\d{1,2})[.)](?=\s)/i;

/**
 * Takes the accepted criteria and the lines that tell of them; returns the index of each criterion's line, or null. A line is about a
 * criterion when it names its number ("C2", "Criterion 2") or enough of its words; words that several criteria share weigh less. The best
 * pairs are taken first, and no line answers two criteria.
 */
export function matchLines(criteria: readonly string[], lines: readonly string[]): (number | null)[] {
  const wanted = criteria.map((text) => tokensOf(text).filter((token) => !isFiller(token)));
  const weight = weigher(wanted);
  const given = lines.map((text) => ({
    tokens: tokensOf(text).filter((token) => !isFiller(token)),
    number: numberOf(text, criteria.length),
  }));
  const pairs = wanted.flatMap((tokens, criterion) =>
    given.map((line, index) => ({ criterion, index, score: line.number === criterion ? BY_NUMBER : score(tokens, line.tokens, weight) })),
  );
  const found = criteria.map((): number | null => null);
  const taken = new Set<number>();
  for (const { criterion, index, score: points } of pairs.toSorted((a, b) => b.score - a.score)) {
    if (points < ENOUGH || taken.has(index) || found[criterion] !== null) continue;
    found[criterion] = index;
    taken.add(index);
  }
  return found;
}

function numberOf(text: string, most: number): number | null {
  const match = NUMBERED.exec(text);
  const number = Number(match?.[1] ?? match?.[2] ?? 0);
  return number >= 1 && number <= most ? number - 1 : null;
}

/** Takes a line; returns it without the number of a criterion that it begins with: that is no value. */
export function withoutNumber(text: string): string {
  return text.replace(NUMBERED, "");
}

type Weigh = (token: Token) => number;

function weigher(criteria: readonly (readonly Token[])[]): Weigh {
  const uses = new Map<string, number>();
  for (const tokens of criteria) for (const key of new Set(tokens.map((token) => token.key))) uses.set(key, (uses.get(key) ?? 0) + 1);
  return ({ key, isNumber }) => (isNumber ? 0.5 : 1) / (uses.get(key) ?? 1);
}

function score(wanted: readonly Token[], given: readonly Token[], weight: Weigh): number {
  const has = new Set(given.map((token) => token.key));
  const distinct = [...new Map(wanted.map((token) => [token.key, token])).values()];
  const sum = (tokens: readonly Token[]) => tokens.reduce((total, token) => total + weight(token), 0);
  const share = sum(distinct.filter((token) => has.has(token.key))) / Math.max(sum(distinct), Number.EPSILON);
  return share === 0 ? 0 : share + (leads(wanted, given) ? LEADING : 0);
}

/** A line often begins as its criterion does, and then says something else. */
function leads(wanted: readonly Token[], given: readonly Token[]): boolean {
  return wanted.length >= 2 && wanted.slice(0, 2).every((token, index) => given[index]?.key === token.key);
}
