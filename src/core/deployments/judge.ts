import type { Known } from "../basics/known.js";
import { agentsOf, type Agent } from "../policy/agents/agent.js";
import { environmentKey } from "../basics/names.js";
import { environmentRule } from "../policy/environments.js";
import type { Policy } from "../policy/types.js";
import type { DataOf } from "../ledger/data.js";
import type { DeployedItem, DeployedRange } from "./facts.js";

/** Something that a deployment waits for. */
export type Missing =
  | { is: "no_policy" }
  | { is: "broken_policy" }
  | { is: "unnamed" }
  | { is: "unread"; reason: string }
  | { is: "stage"; reference: string; stage: string; needed: string; isClosed: boolean }
  | { is: "item"; reference: string | null; reason: string }
  | { is: "given_up"; reference: string; as: "not_planned" | "duplicate" }
  | { is: "makers"; reference: string; reason: string }
  | { is: "order"; agent: string; before: string; references: string[] }
  | { is: "no_place"; agent: string; references: string[] };

/** The receipt that speaks for an item; null where it began in its stage. */
export type NamedReceipt = DataOf<"deployment_approved">["items"][number];

/** Whether a deployment may go on, and by what. */
export interface DeploymentVerdict {
  missing: Missing[];
  /** What is missing is only told. */
  observe: boolean;
  receipts: NamedReceipt[];
  /** Ids of the agents with changes in it. */
  agents: string[];
  since: string | null;
}

/** What a deployment to an environment is held to, before anything of it is read. */
export interface Asks {
  /** False: the policy names environments, and not this one. */
  isNamed: boolean;
  /** Id of the stage; null: none. */
  stage: string | null;
  /** Environments in which the same commit must have succeeded where an agent made any of it. */
  before: string[];
  /** It matters who made it: an agent has to come by other environments first, or may not come here. */
  isOrdered: boolean;
  /** Nothing has to be read to answer. */
  isFree: boolean;
}

/** Takes the policy and an environment; returns what deployments to it are held to. */
export function asksOf(policy: Policy, environment: string): Asks {
  const rule = environmentRule(policy, environment);
  const stage = rule === null || rule === "free" ? null : rule.stage;
  const ordered = heldAgents(policy, environment);
  const before = ordered.flatMap((agent) => stepBefore(agent, environment) ?? []);
  const distinct = [...new Map(before.map((name) => [environmentKey(name), name])).values()];
  const isOrdered = ordered.length > 0;
  return { isNamed: rule !== null, stage, before: distinct, isOrdered, isFree: stage === null && !isOrdered };
}

/** The agents whose changes go through environments in an order in which this one is not the first. */
function heldAgents(policy: Pick<Policy, "parts">, environment: string): Agent[] {
  return agentsOf(policy).filter((agent) => agent.environments !== null && stepOf(agent, environment) !== 0);
}

/** What is known of a deployment. */
export interface DeploymentInput {
  policy: Policy;
  environment: string;
  /** All that it would bring; null where `asksOf` says that nothing has to be read. */
  range: Known<DeployedRange> | null;
  /** By an environment's key: whether the same commit succeeded there. */
  succeeded: ReadonlyMap<string, boolean>;
}

/** Decides whether a deployment may go on. What is not known is missing. */
export function judgeDeployment({ policy, environment, range, succeeded }: DeploymentInput): DeploymentVerdict {
  const asks = asksOf(policy, environment);
  const observe = policy.enforcement === "observe";
  const nothing = { observe, receipts: [], agents: [], since: null };
  if (!asks.isNamed) return { ...nothing, missing: [{ is: "unnamed" }] };
  if (asks.isFree) return { ...nothing, missing: [] };
  if (range === null || !range.known) return { ...nothing, missing: [{ is: "unread", reason: range?.reason ?? "nothing of it was read" }] };
  const { items, parts, since } = range.value;
  const asked = asks.stage === null ? [] : items.filter(({ isOld }) => !isOld);
  const held = asked.map((item) => ({ item, missing: missingOf(item, asks.stage ?? "", policy) }));
  const through = held.flatMap(({ item, missing }) => (missing === null ? receiptOf(item, asks.stage ?? "", policy) : []));
  const agents = [...new Set(parts.flatMap((part) => (part.agents.known ? part.agents.value : [])))];
  const missing = [
    ...held.flatMap((one) => one.missing ?? []),
    ...(asks.isOrdered ? unknownMakers(parts) : []),
    ...heldAgents(policy, environment).flatMap((agent) => outOfOrder(agent, { environment, parts, succeeded })),
  ];
  return { missing, observe, receipts: through, agents, since };
}

function missingOf({ reference, isClosed, knowledge }: DeployedItem, wanted: string, policy: Policy): Missing | null {
  if (knowledge.is === "unknown" || reference === null)
    return { is: "item", reference, reason: knowledge.is === "unknown" ? knowledge.reason : "" };
  if (knowledge.is === "given_up") return { is: "given_up", reference, as: knowledge.as };
  const { stage, contested } = knowledge.record;
  if (stage === null) return null;
  if (contested !== undefined) return { is: "item", reference, reason: "its labels say something else than was accepted" };
  const order = policy.lifecycle.stages.map(({ id }) => id);
  if (order.includes(wanted) && order.indexOf(stage) >= order.indexOf(wanted)) return null;
  return { is: "stage", reference, stage: nameOf(policy, stage), needed: nameOf(policy, wanted), isClosed };
}

function receiptOf({ reference, knowledge }: DeployedItem, wanted: string, policy: Policy): NamedReceipt[] {
  if (reference === null || knowledge.is !== "known" || knowledge.record.stage === null) return [];
  const { stage, receipts } = knowledge.record;
  const reached = receipts.find(({ to }) => to === wanted) ?? receipts.find(({ to }) => to === stage);
  const receipt = reached ? { kind: reached.kind, to: reached.to, at: reached.at, digest: reached.digest } : null;
  return [{ reference, stage: nameOf(policy, stage), receipt }];
}

function nameOf({ lifecycle }: Policy, id: string): string {
  return lifecycle.stages.find((stage) => stage.id === id)?.name ?? id;
}

function unknownMakers(parts: DeployedRange["parts"]): Missing[] {
  return parts.flatMap(({ reference, agents }): Missing[] => (agents.known ? [] : [{ is: "makers", reference, reason: agents.reason }]));
}

type Order = Pick<DeploymentInput, "environment" | "succeeded"> & Pick<DeployedRange, "parts">;

function outOfOrder(agent: Agent, { environment, parts, succeeded }: Order): Missing[] {
  const own = parts.filter(({ agents }) => agents.known && agents.value.includes(agent.id));
  if (own.length === 0) return [];
  const references = own.map(({ reference }) => reference);
  if (stepOf(agent, environment) < 0) return [{ is: "no_place", agent: agent.name, references }];
  const before = stepBefore(agent, environment);
  if (before === null || succeeded.get(environmentKey(before)) === true) return [];
  return [{ is: "order", agent: agent.name, before, references }];
}

/** At which step of an agent's order an environment comes; below 0: at none. */
function stepOf({ environments }: Agent, environment: string): number {
  return (environments ?? []).findIndex((name) => environmentKey(name) === environmentKey(environment));
}

function stepBefore(agent: Agent, environment: string): string | null {
  return agent.environments?.[stepOf(agent, environment) - 1] ?? null;
}
