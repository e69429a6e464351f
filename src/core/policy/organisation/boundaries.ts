import type { Config } from "../types.js";
import type { Places, Refusal } from "./organisation.js";
import { contractName, nearestPlace } from "./places.js";
import type { Contract, Place } from "../types.js";

type Boundary = Contract["stage"];

/** The organisation's contracts that an own one adds to: that of its id, else those of its boundary. */
export function targetsOf(own: Contract, organisation: readonly Contract[]): Contract[] {
  const named = organisation.filter((contract) => contract.id.toLowerCase() === own.id.toLowerCase());
  return named.length > 0 ? named : organisation.filter(({ stage }) => stage.from === own.stage.from && stage.to === own.stage.to);
}

/** Why an own contract may not open its boundary; null when it may. It must not lead around a contract of the organisation, nor back where that is forbidden. */
export function refusedWay(
  { stage }: Contract,
  organisation: { contracts: readonly Contract[]; places: Places },
  { lifecycle, backward }: Config,
): Refusal | null {
  const ids = lifecycle.stages.map(({ id }) => id);
  const way = span(stage, ids);
  const words = `${stage.from} → ${stage.to}`;
  // From the last stage to the first a new round begins; to any other, what leads there would not be asked again.
  const isNewRound = way.from === ids.length - 1 && way.to === 0;
  if (way.from > way.to) return backward === "forbid" && !isNewRound ? backwards(words, organisation.places) : null;
  const around = organisation.contracts.find((contract) => {
    const covered = span(contract.stage, ids);
    return covered.from < covered.to && way.from < covered.to && covered.from < way.to;
  });
  const where = around && nearestPlace(organisation.places, `${contractName(around.id)}stage`);
  return around
    ? {
        found: `a way ${words} around the organisation's contract \`${around.id}\``,
        needed: `a boundary beside what ${said(where)} covers`,
      }
    : null;
}

function backwards(words: string, places: Places): Refusal {
  return {
    found: `a way back ${words}, which the organisation forbids`,
    needed: `a way forward, as ${said(nearestPlace(places, "backward"))} says`,
  };
}

function said(place: Place | null | undefined): string {
  return place ? `${place.file}:${place.line}` : "the organisation's policy";
}

function span({ from, to }: Boundary, ids: readonly string[]): { from: number; to: number } {
  return { from: ids.indexOf(from), to: ids.indexOf(to) };
}
