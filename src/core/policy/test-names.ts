import { didYouMean, oneOf, someOf, type Complaint } from "./complaints.js";
import type { Expected, TestData } from "./kinds/test-schema.js";

/** What tests may name: contracts by their id, each with the ids of its gates. */
export type Nameable = ReadonlyMap<string, readonly string[]>;

/** A gate as a test names it, and where. */
interface Named {
  id: string;
  path: PropertyKey[];
  at: "key" | "value";
}

interface Gone {
  first: Named;
  places: number;
}

/** Takes what a test file says and what it may name; returns a complaint for each name that stands for nothing, at its first place. */
export function goneNames({ contract, cases }: Pick<TestData, "contract" | "cases">, nameable: Nameable): Complaint[] {
  const gates = nameable.get(contract);
  if (!gates) return [goneContract(contract, [...nameable.keys()])];
  const there = new Set(gates);
  const gone = new Map<string, Gone>();
  for (const named of cases.flatMap(({ expect }, index) => gatesNamed(expect, ["cases", index, "expect"]))) {
    if (there.has(named.id)) continue;
    const before = gone.get(named.id);
    if (before) before.places += 1;
    else gone.set(named.id, { first: named, places: 1 });
  }
  return [...gone.values()].map((one) => goneGate(one, gates));
}

/** True when a case expects nothing of a gate that is not among these. */
export function namesOnly(expect: Expected, gates: readonly string[]): boolean {
  return gatesNamed(expect, []).every(({ id }) => gates.includes(id));
}

function gatesNamed({ green: _green, red = [], ...gates }: Expected, at: PropertyKey[]): Named[] {
  const keys = Object.keys(gates).map((id): Named => ({ id, path: [...at, id], at: "key" }));
  return [...keys, ...red.map((id, index): Named => ({ id, path: [...at, "red", index], at: "value" }))];
}

function goneContract(id: string, ids: readonly string[]): Complaint {
  return {
    path: ["contract"],
    at: "value",
    found: `the unknown contract "${id.slice(0, 60)}"`,
    needed: ids.length === 0 ? "a contract under contracts/" : `a contract: ${someOf(ids)}`,
    fix: didYouMean(id, ids) ?? "Name one that is there, or remove this file.",
    rule: "unknown-contract",
  };
}

function goneGate({ first: { id, path, at }, places }: Gone, gates: readonly string[]): Complaint {
  const words = at === "key" ? [...gates, "green", "red"] : gates;
  const often = places === 1 ? "" : `, in ${places} places`;
  return {
    path,
    at,
    found: `the unknown gate "${id.slice(0, 60)}"${often}`,
    needed: oneOf(words),
    fix: didYouMean(id, words) ?? "Name one that is there, or take it out.",
    rule: "unknown-gate",
  };
}
