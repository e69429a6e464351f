import { labelKey } from "../../basics/names.js";
import { compareConfig } from "../compare/config.js";
import type { ReadConfig, Unit } from "../config/key.js";
import { CONFIG_KEYS } from "../config/keys.js";
import { firstLooser, isSaid, looserThan, placesUnder, refuse, type Places, type Refusal } from "./organisation.js";
import { nearestPlace } from "./places.js";
import type { Config, Contract } from "../types.js";
import { oneOf } from "../complaints.js";

/**
 * Takes the organisation's configuration, its contracts, and the repository's configuration; returns the one in force, with where its parts are
 * written. What the repository says counts unless it is looser; that is told in its file.
 */
export function mergeConfig(above: ReadConfig, contracts: readonly Contract[], own: ReadConfig): { config: Config; places: Places } {
  const file = own.configFile;
  let merged = { config: above.config, places: above.places };
  if (!file) return merged;
  for (const unit of unitsOf(own.config)) {
    const { key, take } = unit;
    if (!isSaid(file, key.split("."))) continue;
    const config = take(merged.config, own.config);
    const found = isFree(unit, above, contracts.length > 0) ? [] : compareConfig({ ...merged.config, contracts }, { ...config, contracts });
    const looser = firstLooser(found);
    const refusal = looser ? looserThan(looser, nearestPlace(above.places, looser.what)) : unfit(config);
    if (refusal) refuse(file, key.split("."), refusal);
    else merged = { config, places: { ...merged.places, ...placesUnder(own.places, key) } };
  }
  return merged;
}

/** What a repository may say of a configuration, part by part. */
function unitsOf(config: Config): Unit[] {
  return Object.values(CONFIG_KEYS).flatMap(({ units }): readonly Unit[] => (typeof units === "function" ? units(config) : units));
}

/** True where the organisation leaves the word to the repository. */
function isFree(unit: Unit, above: ReadConfig, hasContracts: boolean): boolean {
  return unit.isFree ? unit.isFree(above, hasContracts) : above.configFile === null;
}

/** What cannot be part of a configuration whose other parts are the organisation's: stages that it does not have, labels that are taken. */
function unfit({ lifecycle, pullRequests, labels }: Config): Refusal | null {
  const stages = lifecycle.stages.map((stage) => stage.id);
  const named = [...pullRequests.allowedStages, ...(lifecycle.initial === null ? [] : [lifecycle.initial])];
  const unknown = named.find((stage) => !stages.includes(stage));
  if (unknown !== undefined) return { found: `the stage "${unknown}", which the organisation does not have`, needed: oneOf(stages) };
  const names = [...lifecycle.stages.map((stage) => stage.label), ...Object.values(labels)].map(labelKey);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined ? null : { found: `the label "${twice}" a second time`, needed: "a label that the organisation does not use" };
}
