import type { CheckSpec } from "../../checks/gate-spec.js";
import type { CheckDefinition, Stricter } from "../../checks/define.js";
import { checkByKind } from "../../checks/registry.js";
import { canonicalJson } from "../../basics/digest.js";
import { byMembers, byNumber, byPresence, differ, same, type Difference, type Effect } from "./difference.js";
import { durationMs } from "../../time/durations.js";
import { isCheckSpec, isRecord } from "../../yaml/line.js";

/** Compares two checks by what their definitions say is stricter. `what` is where they stand, empty or ending in a dot. */
export function compareChecks(before: CheckSpec, after: CheckSpec, what = ""): Difference[] {
  if (before.kind !== after.kind) return differ(`${what}check`, before, after, () => "unclear");
  const definition = checkByKind(before.kind);
  return [
    ...differ(`${what}in`, before.in, after.in, () => "unclear"),
    ...compareParam(
      { definition, what: `${what}params`, isBounded: isBounded(definition, before, after) },
      "",
      before.params,
      after.params,
    ),
  ];
}

interface Scope {
  definition: CheckDefinition | undefined;
  what: string;
  /** Only so many may count, before and after: what counts fewer may let something pass. */
  isBounded: boolean;
}

function isBounded(definition: CheckDefinition | undefined, ...specs: CheckSpec[]): boolean {
  const bound = definition?.atMost;
  return bound !== undefined && specs.every(({ params }) => isRecord(params) && own(params, bound) !== undefined);
}

/** `key` is the dotted path among the parameters, empty for all of them. */
function compareParam(scope: Scope, key: string, was: unknown, is: unknown): Difference[] {
  const absent = scope.definition?.leftOut?.[key];
  const [before, after] = [was ?? absent, is ?? absent];
  if (same(before, after)) return [];
  const what = key === "" ? scope.what : `${scope.what}.${key}`;
  const stricter = directionOf(scope.definition, key);
  const nested = nestedLists(before, after);
  if (stricter !== null && nested) return compareNested(stricter, what, nested[0], nested[1]);
  if (stricter === null && isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => compareParam(scope, key === "" ? name : `${key}.${name}`, own(before, name), own(after, name)));
  }
  const idle = scope.definition?.asksNothing?.includes(key) === true;
  const effect = effectOf(stricter, idle, before, after);
  return differ(what, before, after, () => (scope.isBounded && !isNumber(stricter) ? "unclear" : effect));
}

function own(params: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(params, name) ? params[name] : undefined;
}

function directionOf(definition: CheckDefinition | undefined, key: string): Stricter | null {
  const stricter = definition?.stricter;
  return stricter && Object.hasOwn(stricter, key) ? (stricter[key] ?? null) : null;
}

function effectOf(stricter: Stricter | null, idle: boolean, before: unknown, after: unknown): Effect {
  const absent = before === undefined || after === undefined;
  if (absent) return idle ? byPresence(before, after) : "unclear";
  if (stricter === "true" || stricter === "false") return after === (stricter === "true") ? "tightened" : "loosened";
  if (stricter === "more" || stricter === "less") return byAmount(stricter, Number(before), Number(after));
  if (isOrder(stricter)) return byAmount("more", rankOf(stricter, before), rankOf(stricter, after));
  if (stricter === "shorter") return byAmount("less", milliseconds(before), milliseconds(after));
  return Array.isArray(before) && Array.isArray(after) ? byList(stricter, before, after) : "unclear";
}

function isOrder(stricter: Stricter | null): stricter is readonly string[] {
  return Array.isArray(stricter);
}

function rankOf(order: readonly string[], value: unknown): number {
  const rank = order.findIndex((each) => each === value);
  return rank === -1 ? Number.NaN : rank;
}

function isNumber(stricter: Stricter | null): boolean {
  return stricter === "more" || stricter === "less";
}

function byAmount(stricter: "more" | "less", before: number, after: number): Effect {
  if (before === after) return "neutral";
  return Number.isNaN(before) || Number.isNaN(after) ? "unclear" : byNumber(stricter)(before, after);
}

function milliseconds(value: unknown): number {
  if (typeof value === "string") return durationMs(value) ?? Number.NaN;
  return isRecord(value) ? Number(value["ms"]) : Number.NaN;
}

// An empty list of which fewer ask for more may mean that nothing is asked for at all.
function byList(stricter: Stricter | null, before: readonly unknown[], after: readonly unknown[]): Effect {
  if (stricter === "superset") return byMembers(stricter)(before, after);
  return stricter === "subset" && before.length > 0 && after.length > 0 ? byMembers(stricter)(before, after) : "unclear";
}

function nestedLists(before: unknown, after: unknown): [CheckSpec[], CheckSpec[]] | null {
  const [was, is] = [before ?? [], after ?? []];
  if (!Array.isArray(was) || !Array.isArray(is) || was.length + is.length === 0) return null;
  return was.every(isCheckSpec) && is.every(isCheckSpec) ? [was, is] : null;
}

interface Pair {
  before?: CheckSpec;
  after?: CheckSpec;
  index: number;
}

function compareNested(stricter: Stricter, what: string, before: CheckSpec[], after: CheckSpec[]): Difference[] {
  return paired(before, after).flatMap((pair) => {
    const here = `${what}.${pair.index}`;
    if (pair.before && pair.after) {
      const inner = compareChecks(pair.before, pair.after, `${here}.`);
      return stricter === "reversed" ? inner.map(reversed) : inner;
    }
    const more = pair.after !== undefined;
    return differ(here, pair.before, pair.after, () => (more === (stricter !== "subset") ? "tightened" : "loosened"));
  });
}

function reversed(inner: Difference): Difference {
  const flipped = { loosened: "tightened", tightened: "loosened", neutral: "neutral", unclear: "unclear" } as const;
  const effect = flipped[inner.effect];
  return { ...inner, effect, breaking: effect === "tightened" || effect === "unclear" };
}

// Nested checks have no ids: equal ones belong together, then those of the same kind in order.
function paired(before: CheckSpec[], after: CheckSpec[]): Pair[] {
  const left = [...before];
  const take = (matches: (spec: CheckSpec) => boolean): CheckSpec | undefined => {
    const found = left.findIndex(matches);
    return found < 0 ? undefined : left.splice(found, 1)[0];
  };
  const equal = after.map((spec) => take((other) => canonicalJson(other) === canonicalJson(spec)));
  const pairs = after.map((spec, index): Pair => {
    const partner = equal[index] ?? take((other) => other.kind === spec.kind);
    return { after: spec, index, ...(partner ? { before: partner } : {}) };
  });
  return [...pairs, ...left.map((spec): Pair => ({ before: spec, index: before.indexOf(spec) }))];
}
