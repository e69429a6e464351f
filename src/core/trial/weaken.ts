import type { CheckSpec } from "../checks/gate-spec.js";
import { z } from "zod";
import type { CheckDefinition, Stricter } from "../checks/define.js";
import { longerDuration } from "../time/durations.js";
import { checkByKind } from "../checks/registry.js";

/** A check with one parameter a step weaker. */
export interface Weaker {
  /** Dotted path of the parameter: `each.max_age`. */
  what: string;
  /** As YAML would show them on one line; null: it is left out. */
  before: string | null;
  after: string | null;
  /** It holds because nobody wrote anything else. */
  isDefault: boolean;
  spec: CheckSpec;
}

/** What a parameter may hold, as far as weakening must know. */
interface Bounds {
  default?: unknown;
  minimum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  items?: { enum?: unknown[] };
  properties?: Record<string, Bounds>;
  anyOf?: Bounds[];
}

/** Takes a check; returns it with each parameter that has a direction one step weaker, those of nested checks included. */
export function weakerChecks(spec: CheckSpec): Weaker[] {
  const definition = checkByKind(spec.kind);
  if (!definition?.stricter) return [];
  const bounds = boundsOf(definition);
  return Object.entries(definition.stricter).flatMap(([path, direction]) => {
    const before = valueAt(spec.params, path.split("."));
    if (direction === undefined || before === undefined || before === null) return [];
    if (isChecks(before)) return weakerNested(spec, path, before, direction);
    const optional = definition.asksNothing?.includes(path) ?? false;
    return weakerValues(before, direction, boundsAt(bounds, path.split(".")), optional).map((after) => ({
      what: path,
      before: shown(before),
      isDefault: shown(before) === shown(boundsAt(bounds, path.split(".")).default),
      after: after === undefined ? null : shown(after),
      spec: { ...spec, params: withValue(spec.params, path.split("."), after) },
    }));
  });
}

// Of checks that must all pass, one less asks for less; of checks none of which may pass, too. Weakening one inside weakens the whole, unless reversed.
function weakerNested(spec: CheckSpec, path: string, checks: CheckSpec[], direction: Stricter): Weaker[] {
  const replaced = (nested: CheckSpec[]) => ({ ...spec, params: withValue(spec.params, path.split("."), nested) });
  const fewer =
    direction === "subset" || checks.length < 2
      ? []
      : checks.map((check, index) => ({
          what: `${path}.${index}`,
          before: check.kind,
          after: null,
          isDefault: false,
          spec: replaced(checks.toSpliced(index, 1)),
        }));
  if (direction === "reversed") return fewer;
  const within = checks.flatMap((check, index) =>
    weakerChecks(check).map((weaker) => ({
      ...weaker,
      what: `${path}.${index}.${weaker.what}`,
      spec: replaced(checks.toSpliced(index, 1, weaker.spec)),
    })),
  );
  return [...fewer, ...within];
}

/** The values one step weaker than a given one; `undefined` leaves the parameter out. */
function weakerValues(value: unknown, direction: Stricter, bounds: Bounds, optional: boolean): unknown[] {
  if (typeof value === "number" && direction === "more") {
    const least = Math.max(bounds.minimum ?? -Infinity, (bounds.exclusiveMinimum ?? -Infinity) + 1);
    return value - 1 >= least ? [value - 1] : [];
  }
  if (typeof value === "number" && direction === "less") return [value + 1];
  if (typeof value === "boolean") return String(value) === direction ? [!value] : [];
  if (typeof value === "string" && direction === "shorter") return [longerDuration(value)];
  if (typeof direction !== "string")
    return direction
      .slice(
        0,
        Math.max(
          0,
          direction.findIndex((each) => each === value),
        ),
      )
      .slice(-1);
  if (!Array.isArray(value)) return [];
  const items: unknown[] = value;
  if (direction === "superset") return fewerItems(items, bounds, optional);
  return direction === "subset" ? moreItems(items, bounds, optional) : [];
}

function fewerItems(items: unknown[], { minItems = 0 }: Bounds, optional: boolean): unknown[] {
  if (items.length > minItems) return items.map((_, index) => items.toSpliced(index, 1));
  return optional && items.length > 0 ? [undefined] : [];
}

function moreItems(items: unknown[], bounds: Bounds, optional: boolean): unknown[] {
  const others = (bounds.items?.enum ?? []).filter((choice) => !items.includes(choice));
  if (others.length > 0) return others.map((choice) => [...items, choice]);
  return optional ? [undefined] : [];
}

function isChecks(value: unknown): value is CheckSpec[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof each === "object" && each !== null && "kind" in each && "params" in each)
  );
}

function valueAt(params: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return params;
  if (typeof params !== "object" || params === null || !Object.hasOwn(params, key)) return undefined;
  return valueAt((params as Record<string, unknown>)[key], rest);
}

function withValue(params: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const { [key]: inner, ...others } = (params ?? {}) as Record<string, unknown>;
  const changed = withValue(inner, rest, value);
  return changed === undefined ? others : { ...others, [key]: changed };
}

function boundsOf(definition: CheckDefinition): Bounds {
  return z.toJSONSchema(definition.params, { io: "input", unrepresentable: "any", cycles: "ref", reused: "inline" }) as Bounds;
}

function boundsAt(bounds: Bounds, [key, ...rest]: readonly string[]): Bounds {
  if (key === undefined) return bounds;
  const inner = bounds.properties?.[key] ?? bounds.anyOf?.map((each) => each.properties?.[key]).find((each) => each !== undefined);
  return boundsAt(inner ?? {}, rest);
}

function shown(value: unknown): string {
  return isChecks(value) ? `${value.length} checks` : JSON.stringify(value);
}
