import type { GateSpec, LabelFilter } from "../../checks/gate-spec.js";
import type { ReadContract } from "../read-contract.js";
import { compareGate } from "../compare/gates.js";
import { same } from "../compare/difference.js";
import { firstLooser, looserThan, refuse } from "./organisation.js";
import type { Contract } from "../types.js";

/** Takes the organisation's gates and an own contract for their boundary; returns them all, and the ids of the own ones that count. Looser ones are told in the own file. */
export function mergeGates(above: Contract, own: ReadContract): { gates: GateSpec[]; taken: string[] } {
  let gates = above.gates;
  const taken: string[] = [];
  for (const gate of own.contract.gates) {
    const standing = gates.find((one) => one.id.toLowerCase() === gate.id.toLowerCase());
    const asked = { ...onlyFor(gate, own.contract, above), file: own.file.path };
    const candidate = standing ? inPlaceOf(standing, asked, own) : asked;
    const looser = standing ? firstLooser(compareGate(standing, candidate)) : null;
    if (standing && same(meaning(standing), meaning(candidate))) continue;
    if (standing && looser) {
      const place = { file: standing.file ?? above.file, line: standing.line };
      refuse(own.file, pathOf(gate, own, looser.what), looserThan(looser, place));
      continue;
    }
    gates = standing ? gates.map((one) => (one === standing ? candidate : one)) : [...gates, candidate];
    taken.push(gate.id);
  }
  const inOrder = [...gates.filter((gate) => gate.part === "context"), ...gates.filter((gate) => gate.part === "gates")];
  return { gates: inOrder, taken };
}

// A title that nobody wrote is made of the id: it replaces none.
function inPlaceOf(standing: GateSpec, gate: GateSpec, own: ReadContract): GateSpec {
  const title = dataOf(gate, own)?.["title"] === undefined ? standing.title : gate.title;
  return { ...gate, id: standing.id, part: standing.part, title };
}

/** An own contract that is made for some items asks its gates of those only, as far as one condition can say so; otherwise of all. */
function onlyFor(gate: GateSpec, own: Contract, above: Contract): GateSpec {
  if (same(own.appliesTo.labels, above.appliesTo.labels) || isEmpty(own.appliesTo.labels)) return gate;
  const labels = both(gate.when?.labels ?? { any: [], all: [], none: [] }, own.appliesTo.labels);
  return labels ? { ...gate, when: { labels } } : gate;
}

function both(a: LabelFilter, b: LabelFilter): LabelFilter | null {
  if (a.any.length > 0 && b.any.length > 0) return null;
  return { any: [...a.any, ...b.any], all: [...a.all, ...b.all], none: [...a.none, ...b.none] };
}

function isEmpty({ any, all, none }: LabelFilter): boolean {
  return any.length + all.length + none.length === 0;
}

function meaning({ line: _line, file: _file, ...gate }: GateSpec): unknown {
  return gate;
}

function pathOf(gate: GateSpec, own: ReadContract, what: string): PropertyKey[] {
  const [first, ...rest] = what.replace(/^params\./, "").split(".");
  const at = [gate.part, indexOf(gate, own)];
  return first !== undefined && rest.length === 0 && dataOf(gate, own)?.[first] !== undefined ? [...at, first] : at;
}

function dataOf(gate: GateSpec, own: ReadContract): Record<string, unknown> | undefined {
  const data = own.file.data as Record<GateSpec["part"], Record<string, unknown>[] | undefined>;
  return data[gate.part]?.[indexOf(gate, own)];
}

function indexOf(gate: GateSpec, own: ReadContract): number {
  return own.contract.gates.filter((one) => one.part === gate.part).findIndex((one) => one.id === gate.id);
}
