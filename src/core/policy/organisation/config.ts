import { compareConfig } from "../compare/config.js";
import type { Config } from "../config.js";
import { firstLooser, isSaid, looserThan, placesUnder, refuse, type Places, type Refusal } from "./organisation.js";
import { nearestPlace } from "./places.js";
import type { SourceFile } from "../source-file.js";
import type { Contract } from "../types.js";
import { oneOf } from "../complaints.js";

/** A configuration as read; without a file it is all defaults. */
export interface ReadConfig {
  configFile: SourceFile | null;
  config: Config;
  places: Places;
}

/** A part of the configuration that is taken over as one, by the key it is written under. */
interface Unit {
  key: string;
  take(merged: Config, own: Config): Config;
}

const UNITS: readonly Unit[] = [
  { key: "lifecycle", take: takeStages },
  { key: "stages", take: takeStages },
  { key: "initial", take: (a, b) => ({ ...a, lifecycle: { ...a.lifecycle, initial: b.lifecycle.initial } }) },
  { key: "enforcement", take: (a, { enforcement }) => ({ ...a, enforcement }) },
  { key: "trusts", take: (a, { trusts }) => ({ ...a, trusts: together(a.trusts, trusts) }) },
  { key: "calendar", take: (a, { calendar }) => ({ ...a, calendar }) },
  { key: "governs_since", take: (a, { governsSince }) => ({ ...a, governsSince }) },
  { key: "backward", take: (a, { backward }) => ({ ...a, backward }) },
  { key: "adopt", take: (a, { adopt }) => ({ ...a, adopt }) },
  { key: "acknowledgement.self", take: (a, b) => ({ ...a, acknowledgement: { ...a.acknowledgement, self: b.acknowledgement.self } }) },
  { key: "acknowledgement.bots", take: (a, b) => ({ ...a, acknowledgement: { ...a.acknowledgement, bots: b.acknowledgement.bots } }) },
  { key: "override", take: (a, { override }) => ({ ...a, override }) },
  { key: "pull_requests.require_issue", take: (a, b) => takePulls(a, { requireIssue: b.pullRequests.requireIssue }) },
  { key: "pull_requests.allowed_stages", take: (a, b) => takePulls(a, { allowedStages: b.pullRequests.allowedStages }) },
  { key: "pull_requests.exempt.authors", take: (a, b) => takeExempt(a, { authors: b.pullRequests.exempt.authors }) },
  { key: "pull_requests.exempt.labels", take: (a, b) => takeExempt(a, { labels: b.pullRequests.exempt.labels }) },
  { key: "labels.blocked", take: (a, b) => ({ ...a, labels: { ...a.labels, blocked: b.labels.blocked } }) },
  { key: "labels.awaiting", take: (a, b) => ({ ...a, labels: { ...a.labels, awaiting: b.labels.awaiting } }) },
  { key: "labels.overdue", take: (a, b) => ({ ...a, labels: { ...a.labels, overdue: b.labels.overdue } }) },
];

/**
 * Takes the organisation's configuration, its contracts, and the repository's configuration; returns the one in force, with where its parts are
 * written. What the repository says counts unless it is looser; that is told in its file.
 */
export function mergeConfig(above: ReadConfig, contracts: readonly Contract[], own: ReadConfig): { config: Config; places: Places } {
  const file = own.configFile;
  let merged = { config: above.config, places: above.places };
  if (!file) return merged;
  for (const { key, take } of [...UNITS, ...roleUnits(own.config)]) {
    if (!isSaid(file, key.split("."))) continue;
    const config = take(merged.config, own.config);
    const found = isFree(key, above, contracts.length > 0) ? [] : compareConfig({ ...merged.config, contracts }, { ...config, contracts });
    const looser = firstLooser(found);
    const refusal = looser ? looserThan(looser, nearestPlace(above.places, looser.what)) : unfit(config);
    if (refusal) refuse(file, key.split("."), refusal);
    else merged = { config, places: { ...merged.places, ...placesUnder(own.places, key) } };
  }
  return merged;
}

function roleUnits(own: Config): Unit[] {
  return Object.entries(own.roles).map(([id, role]) => ({
    key: `roles.${id}`,
    take: (merged) => ({ ...merged, roles: { ...merged.roles, [id]: role } }),
  }));
}

/** True where the organisation leaves the word to the repository. */
function isFree(key: string, above: ReadConfig, hasContracts: boolean): boolean {
  const file = above.configFile;
  if (key === "stages" || key === "lifecycle") return !hasContracts && !(file && saysStages(file));
  if (file === null) return true;
  // A role that the organisation names without people is the repository's to fill.
  if (!key.startsWith("roles.")) return false;
  const id = key.slice("roles.".length);
  const role = Object.hasOwn(above.config.roles, id) ? above.config.roles[id] : undefined;
  return (role?.users.length ?? 0) + (role?.teams.length ?? 0) === 0;
}

function saysStages(file: SourceFile): boolean {
  return [["lifecycle"], ["stages"], ["initial"], ["pull_requests", "allowed_stages"]].some((path) => isSaid(file, path));
}

/** What cannot be part of a configuration whose other parts are the organisation's: stages that it does not have, labels that are taken. */
function unfit({ lifecycle, pullRequests, labels }: Config): Refusal | null {
  const stages = lifecycle.stages.map((stage) => stage.id);
  const named = [...pullRequests.allowedStages, ...(lifecycle.initial === null ? [] : [lifecycle.initial])];
  const unknown = named.find((stage) => !stages.includes(stage));
  if (unknown !== undefined) return { found: `the stage "${unknown}", which the organisation does not have`, needed: oneOf(stages) };
  const names = [...lifecycle.stages.map((stage) => stage.label), ...Object.values(labels)].map((name) => name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined ? null : { found: `the label "${twice}" a second time`, needed: "a label that the organisation does not use" };
}

/** What the organisation trusts holds in each of its repositories. */
function together(above: readonly string[], own: readonly string[]): string[] {
  const known = new Set(above.map((name) => name.toLowerCase()));
  return [...above, ...own.filter((name) => !known.has(name.toLowerCase()))];
}

function takeStages(merged: Config, { lifecycle, pullRequests }: Config): Config {
  const ids = (config: Pick<Config, "lifecycle">) => config.lifecycle.stages.map((stage) => stage.id).join();
  const taken = { ...merged, lifecycle: { ...lifecycle, initial: merged.lifecycle.initial } };
  return ids(merged) === ids({ lifecycle }) ? taken : takePulls(taken, { allowedStages: pullRequests.allowedStages });
}

function takePulls(merged: Config, part: Partial<Config["pullRequests"]>): Config {
  return { ...merged, pullRequests: { ...merged.pullRequests, ...part } };
}

function takeExempt(merged: Config, part: Partial<Config["pullRequests"]["exempt"]>): Config {
  return takePulls(merged, { exempt: { ...merged.pullRequests.exempt, ...part } });
}
