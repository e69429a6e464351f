import type { CheckSpec } from "../checks/gate-spec.js";
import type { Promised } from "../facts/accepted-criteria.js";
import { nestedIn } from "../checks/nested.js";
import { checkByKind } from "../checks/registry.js";
import { nameKey } from "../document/names.js";
import type { MarkdownDocument } from "../document/model.js";
import type { Contract } from "../policy/types.js";
import { selectDocuments, type Texts } from "../content/item-texts.js";
import type { Receipt } from "../record/receipt.js";
import type { GateResult } from "../record/verdict.js";

// The receipt travels in the living comment's marker, which must not outgrow the comment, whatever people write.
const MOST = 40;
const SHORTEST = 160;
const MOST_BYTES = 2500;

/** Takes the judged gates of a contract and the texts they read; returns the success criteria that stand there, nothing without any. */
export function criteriaIn(contract: Contract, gates: readonly GateResult[], texts: Texts): Pick<Receipt, "criteria" | "promised"> {
  const found = gates.filter((gate) => gate.applies).flatMap(({ spec }) => criteriaOf(spec.check, contract, texts, [texts.body]));
  const distinct = [...new Map(found.map((criterion) => [nameKey(criterion.text), criterion])).values()];
  if (distinct.length === 0) return {};
  const short = bounded(distinct.map(({ text }) => text));
  return {
    criteria: { texts: short, total: distinct.length },
    promised: kept(distinct.slice(0, short.length).map(({ promised }) => promised)),
  };
}

interface Stated {
  text: string;
  promised: Promised | null;
}

function criteriaOf(spec: CheckSpec, contract: Contract, texts: Texts, around: MarkdownDocument[]): Stated[] {
  const definition = checkByKind(spec.kind);
  const own = contract.sourceOfTruth.document;
  const glob = definition?.documents ? (definition.documents(spec.params) ?? own) : spec.in === "document" ? own : undefined;
  const inside = glob === undefined ? around : readable(texts, glob);
  return [
    ...inside.flatMap((document) => definition?.criteria?.(spec.params, document) ?? []),
    ...nestedIn(spec).flatMap((nested) => criteriaOf(nested, contract, texts, inside)),
  ];
}

function readable(texts: Texts, glob: string | null): MarkdownDocument[] {
  return selectDocuments(texts, glob).flatMap((linked) => (linked.readable ? [linked.document] : []));
}

/** Each has its share of the room; what is cut off a criterion could pass for an outcome when the line that tells of it repeats it. */
function bounded(texts: readonly string[]): string[] {
  const share = Math.max(SHORTEST, Math.floor(MOST_BYTES / texts.length));
  const short = texts.slice(0, MOST).map((text) => cut(text.replace(/\s+/g, " ").trim(), share));
  let bytes = 0;
  return short.filter((text) => (bytes += Buffer.byteLength(text)) <= MOST_BYTES);
}

/** What is promised has room of its own; what finds none there is not known later. */
function kept(promised: readonly (Promised | null)[]): (Promised | null)[] {
  let bytes = 0;
  return promised.map((each) => {
    if (each === null) return null;
    const short = shortened(each);
    const size = Buffer.byteLength(JSON.stringify(short));
    if (bytes + size > MOST_BYTES) return null;
    bytes += size;
    return short;
  });
}

function shortened({ metric, unit, baseline, by, source, ...rest }: Promised): Promised {
  return {
    ...rest,
    metric: cut(metric, 80),
    unit: cut(unit, 20),
    ...(baseline && { baseline: cut(baseline, 30) }),
    ...(by && { by: cut(by, 30) }),
    ...(source && { source: cut(source, 40) }),
  };
}

function cut(text: string, most: number): string {
  let bytes = 0;
  return Array.from(text.slice(0, most))
    .filter((char) => (bytes += Buffer.byteLength(char)) <= most)
    .join("");
}
