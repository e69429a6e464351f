import type { Duration } from "../../time/types.js";
import { compareGates } from "./gates.js";
import { byNumber, byPresence, differ, type Difference, type Effect } from "./difference.js";
import type { Contract } from "../types.js";

/** A difference inside a contract; `gate` is null when it is the contract's own. */
export interface ContractDifference {
  gate: string | null;
  difference: Difference;
}

/** Compares two versions of one contract: its terms, then its gates. */
export function compareContract(before: Contract, after: Contract): ContractDifference[] {
  const terms = compareTerms(before, after).map((difference) => ({ gate: null, difference }));
  return [...terms, ...compareGates(before.gates, after.gates)];
}

/** A contract that is new opens a way where there was none, or a second one. */
export function addedContract(contract: Contract): Difference {
  return { effect: "loosened", breaking: false, what: "contract", before: undefined, after: summary(contract) };
}

/** What a removed contract asked for is not asked any more: of pull requests, of moves back, or where another contract applies as well. */
export function removedContract(contract: Contract): Difference {
  return { effect: "loosened", breaking: true, what: "contract", before: summary(contract), after: undefined };
}

function summary({ name, stage }: Contract): unknown {
  return { name, stage };
}

/** Compares what two versions of a contract say beside their gates. */
export function compareTerms(before: Contract, after: Contract): Difference[] {
  return [
    ...differ("name", before.name, after.name, neutral),
    ...differ("version", before.version, after.version, neutral),
    ...differ("stage", before.stage, after.stage, unclear),
    // Without a giving role whoever may triage hands off; those who hold one need not have that right.
    ...differ("role.from", before.role.from, after.role.from, (_was, is) => (is === null ? "loosened" : "unclear")),
    ...differ("role.to", before.role.to, after.role.to, unclear),
    ...differ("applies_to", before.appliesTo, after.appliesTo, unclear),
    ...differ("owner", before.owner, after.owner, () => "loosened"),
    ...differ("source_of_truth", before.sourceOfTruth, after.sourceOfTruth, unclear),
    ...differ("trigger.acknowledge.by", before.acknowledge.by, after.acknowledge.by, unclear),
    ...differ("trigger.acknowledge.count", before.acknowledge.count, after.acknowledge.count, byNumber("more")),
    ...compareWithin("trigger.acknowledge.within", before.acknowledge.within, after.acknowledge.within),
    ...compareBegin(before.begin, after.begin),
    ...differ("notes", before.notes, after.notes, neutral),
  ];
}

function compareBegin(before: Contract["begin"], after: Contract["begin"]): Difference[] {
  if (before === null || after === null) return clockwork(differ("trigger.begin", before, after, byPresence));
  return [
    ...compareWithin("trigger.begin.within", before.within, after.within),
    ...clockwork(differ("trigger.begin.signal", before.signal, after.signal, signalEffect)),
  ];
}

// With `any`, every signal will do.
function signalEffect(before: string): Effect {
  return before === "any" ? "tightened" : "unclear";
}

function compareWithin(what: string, before: Duration, after: Duration): Difference[] {
  const rule = (was: Duration, is: Duration) => (was.ms === is.ms ? "neutral" : byNumber("less")(was.ms, is.ms));
  return clockwork(differ(what, before, after, rule));
}

// A service level asks for speed: nothing turns red by it.
function clockwork(found: Difference[]): Difference[] {
  return found.map((one) => ({ ...one, breaking: false }));
}

function neutral(): Effect {
  return "neutral";
}

function unclear(): Effect {
  return "unclear";
}
