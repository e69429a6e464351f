import { firstLooser, isSaid, looserThan, placesUnder, refuse, type Places } from "../organisation/organisation.js";
import { keyPlaces, nearestPlace } from "../organisation/places.js";
import { agentPlace, type Agent } from "./agent.js";
import type { ReadAgent } from "./read.js";
import { TERMS } from "./terms.js";

/** Agents with where everything in them is written. */
export interface PlacedAgents {
  agents: Agent[];
  places: Places;
}

/** Takes agents with their files; returns them with their places. */
export function placedAgents(read: readonly ReadAgent[]): PlacedAgents {
  const places = read.flatMap(({ file, agent }) => Object.entries(keyPlaces(file, agentPlace(agent.id, ""))));
  return { agents: read.map(({ agent }) => agent), places: Object.fromEntries(places) };
}

/** Takes the organisation's agents and the repository's; returns those in force: own ones are added, or tighten the one of their id. What is looser is told in the own file and does not count. */
export function mergeAgents(above: readonly ReadAgent[], own: readonly ReadAgent[]): PlacedAgents {
  let merged = placedAgents(above);
  for (const one of own) {
    const standing = merged.agents.find(({ id }) => id.toLowerCase() === one.agent.id.toLowerCase());
    const places = placedAgents([one]).places;
    merged = standing
      ? tightened(merged, standing, one, places)
      : { agents: [...merged.agents, one.agent], places: { ...merged.places, ...places } };
  }
  return merged;
}

function tightened({ agents, places }: PlacedAgents, standing: Agent, { file, agent: own }: ReadAgent, ownPlaces: Places): PlacedAgents {
  let [merged, written] = [standing, places];
  for (const { key, take, compare } of TERMS) {
    const found = take ? compare(merged, own) : [];
    // What is left out grants nothing, or sets no limit: only the first is meant to hold under an organisation's file.
    if (!take || (!isSaid(file, key.split(".")) && found.some(({ effect }) => effect !== "tightened"))) continue;
    const candidate = take(merged, own);
    const looser = firstLooser(found);
    if (looser) refuse(file, key.split("."), looserThan(looser, nearestPlace(places, agentPlace(standing.id, key))));
    else [merged, written] = [candidate, { ...written, ...placesUnder(ownPlaces, agentPlace(own.id, key), agentPlace(standing.id, key)) }];
  }
  return { agents: agents.map((one) => (one === standing ? merged : one)), places: written };
}
