import type { Contract, Policy } from "../../policy/types.js";
import type { ItemRecord } from "../../record/record.js";
import type { Vouching } from "../../words/look.js";
import type { Command, Effect } from "../answers.js";
import type { Turn } from "../turn.js";

/** Who may, as help and reference say it. What is asked for in truth is what `run` asks. */
export type Who =
  | "anyone"
  | "giver"
  | "requester_or_giver"
  | "receiver"
  /** As `receiver`, but for whoever wrote the item or requested the hand-off. */
  | "independent_receiver"
  /** Every role that the contract names. */
  | "named"
  | "holder_or_override"
  /** The role that a gate waits for: help lists each such gate. */
  | "supplier"
  /** The roles that an override takes; left out of the help where the policy names none. */
  | "override"
  /** The first of them. */
  | "waiver";

/** What a command may be about: the contracts in front of the item, what is remembered of it, and the policy. */
export interface Ahead {
  policy: Policy;
  contracts: readonly Contract[];
  record: ItemRecord;
}

/** One command: a file of its own and a line in the registry. Parsing, help, usage, the facts that are read for it and the reference follow. */
export interface CommandDefinition {
  /** What is typed after the slash, in lower case. */
  name: string;
  /** Other words for the same. */
  aliases?: readonly string[];
  /** How it looks in a table: `/handoff [stage]`. */
  form: string;
  /** How to write it, in Markdown, told to who wrote it otherwise; left out, the form. */
  usage?: string;
  /** What it does, in one plain line. */
  help: string;
  who: Who;
  /** Roles whose membership is read for whoever wrote it; null stands for triage rights. */
  roles(ahead: Ahead): (string | null)[];
  /** Logins in its words that must be looked up. */
  accounts?(args: string): string[];
  /** Set where it vouches for what stands there, so that changes have to be dated from it on. */
  vouches?: Vouching;
  /** Whether it does anything on a closed item, and where Baton only observes. In which states of a hand-off is the table's to say. */
  worksWhen: { closed: boolean; observing: boolean };
  /** Asks who may, lets its event happen, and says what came of it. */
  run(turn: Turn, act: Command): Effect;
  /** What stays of one that was answered instead of taking effect. */
  refused?(turn: Turn, act: Command): void;
}

/** Declares a command. */
export function defineCommand(definition: CommandDefinition): CommandDefinition {
  return definition;
}

/** Works on open items, while Baton guards. */
export const GUARDING = { closed: false, observing: false };
/** Works everywhere. */
export const ALWAYS = { closed: true, observing: true };

/** The roles that receive from the contracts ahead: they acknowledge. */
export function receivers({ contracts }: Ahead): string[] {
  return contracts.map((contract) => contract.acknowledge.by);
}

/** The roles that may override, if the policy names any. */
export function overrideRoles({ policy }: Pick<Ahead, "policy">): string[] {
  return policy.override ? [policy.override.by, policy.override.second].filter((role) => role !== null) : [];
}
