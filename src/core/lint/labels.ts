import type { LabelFilter } from "../checks/gate-spec.js";
import { sameLabel } from "../basics/names.js";
import type { Config } from "../policy/types.js";
import type { Contract } from "../policy/types.js";
import { stageSourceOf } from "../stages/sources.js";

/** What is certain about the labels of the items that something is judged for. */
export interface KnownLabels {
  has: string[];
  lacks: string[];
  /** Each list: at least one of these is there. */
  hasOneOf: string[][];
}

/** Whether labels can satisfy a filter, and whether they can fail to. */
export type FilterVerdict = "never" | "sometimes" | "always";

/** The labels of any item in the contract's first stage: that stage's, and no other stage's. */
export function stageLabels(contract: Contract, config: Config): KnownLabels {
  const { stages } = config.lifecycle;
  const { labels } = stageSourceOf(config);
  const here = stages.filter((stage) => stage.id === contract.stage.from).flatMap(labels);
  const elsewhere = stages.filter((stage) => stage.id !== contract.stage.from).flatMap(labels);
  return { has: here, lacks: here.length > 0 ? elsewhere : [], hasOneOf: [] };
}

/** The labels of any item that the contract is for. */
export function contractLabels(contract: Contract, config: Config): KnownLabels {
  return learn(stageLabels(contract, config), contract.appliesTo.labels);
}

/** What is known of labels that satisfy the filter, too. */
export function learn({ has, lacks, hasOneOf }: KnownLabels, filter: LabelFilter): KnownLabels {
  return {
    has: [...has, ...filter.all],
    lacks: [...lacks, ...filter.none],
    hasOneOf: filter.any.length > 0 ? [...hasOneOf, filter.any] : hasOneOf,
  };
}

/** Takes a filter and what is known of the labels; returns whether it can be met and whether it can fail. */
export function filterVerdict(filter: LabelFilter, known: KnownLabels): FilterVerdict {
  if (isImpossible(filter, known)) return "never";
  return isCertain(filter, known) ? "always" : "sometimes";
}

function isImpossible({ any, all, none }: LabelFilter, known: KnownLabels): boolean {
  const absent = [...known.lacks, ...none];
  const present = [...known.has, ...all];
  return (
    present.some((label) => holds(absent, label)) ||
    [any, ...known.hasOneOf].some((choice) => choice.length > 0 && choice.every((label) => holds(absent, label)))
  );
}

function isCertain({ any, all, none }: LabelFilter, known: KnownLabels): boolean {
  const met =
    any.length === 0 ||
    any.some((label) => holds(known.has, label)) ||
    known.hasOneOf.some((choice) => choice.every((label) => holds(any, label)));
  return met && all.every((label) => holds(known.has, label)) && none.every((label) => holds(known.lacks, label));
}

/** True when the list holds the label, as GitHub compares labels. */
function holds(list: readonly string[], label: string): boolean {
  return list.some((other) => sameLabel(other, label));
}
