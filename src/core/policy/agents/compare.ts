import type { PolicyChange } from "../compare/change.js";
import { configChanges } from "../compare/changes.js";
import type { Difference } from "../compare/difference.js";
import { nearestPlace } from "../organisation/places.js";
import type { Place, Policy } from "../types.js";
import { agentPlace, agentsOf, type Agent } from "./agent.js";
import { TERMS } from "./terms.js";

/** Takes two versions of a policy; returns what the later one changes of its agents, those that are gone last. Without contracts an agent's overseer answers for it. */
export function compareAgents(before: Policy, after: Policy): PolicyChange[] {
  const earlier = new Map(agentsOf(before).map((agent) => [agent.id, agent]));
  const later = new Map(agentsOf(after).map((agent) => [agent.id, agent]));
  const changed = [...later.values()].flatMap((agent) => {
    const was = earlier.get(agent.id);
    return was ? changesOf(was, agent, before, after) : whole(agent, added(agent), before, after);
  });
  const gone = [...earlier.values()].filter(({ id }) => !later.has(id));
  return [...changed, ...gone.flatMap((agent) => whole(agent, removed(agent), before, after))];
}

/** Takes two versions of one agent; returns what differs, by the keys of its file. */
function compareAgent(before: Agent, after: Agent): Difference[] {
  return TERMS.flatMap(({ compare }) => compare(before, after));
}

function changesOf(was: Agent, is: Agent, before: Policy, after: Policy): PolicyChange[] {
  return compareAgent(was, is).flatMap((difference) =>
    told(difference, is, [before, after], placeIn(after, is, difference.what), was.oversight.by),
  );
}

function whole(agent: Agent, difference: Difference, before: Policy, after: Policy): PolicyChange[] {
  const policy = difference.after === undefined ? before : after;
  return told(difference, agent, [before, after], placeIn(policy, agent, ""), agent.oversight.by);
}

function told(difference: Difference, { id }: Agent, [before, after]: [Policy, Policy], place: Place, overseer: string): PolicyChange[] {
  const what = difference.what === "" ? `agents.${id}` : `agents.${id}.${difference.what}`;
  return configChanges([{ ...difference, what }], before, after).map((change) => ({
    ...change,
    ...place,
    owners: change.owners.length > 0 ? change.owners : [overseer],
  }));
}

function placeIn({ places = {} }: Policy, { id, file }: Agent, key: string): Place {
  return nearestPlace(places, agentPlace(id, key === "" ? "id" : key)) ?? { file, line: 1 };
}

/** A new agent is granted something, or is only told to read: an account that nobody declared may be free to do more, or refused. */
function added(agent: Agent): Difference {
  return { effect: agent.writes === null ? "tightened" : "loosened", breaking: false, what: "", before: undefined, after: summary(agent) };
}

/** What held it is gone. */
function removed(agent: Agent): Difference {
  return { effect: "loosened", breaking: true, what: "", before: summary(agent), after: undefined };
}

function summary({ name, accounts, oversight }: Agent): unknown {
  return { name, accounts, oversight };
}
