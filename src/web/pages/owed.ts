import type { ArtefactStanding } from "../../core/context/standing.js";
import { isOwed } from "../../core/context/standing.js";
import type { ShownPolicy, Wait } from "../../core/shown/types.js";
import { documentsUrl } from "../../render/pages/links.js";
import { artefactWaits } from "../../render/pages/artefacts.js";
import type { Known } from "./page.js";

/** Whom something waits for, and how urgent it is. */
export type WaitsFor = Pick<Wait, "role" | "people" | "except" | "since" | "due">;

/** An artefact that its producer has to see to. */
export interface Owed {
  wait: WaitsFor;
  title: string;
  url: string;
  words: string;
}

/** Takes a repository and how its artefacts stand; returns those that somebody owes, each for the role that produces it. */
export function owedIn({ name, shown: { policy } }: Known, standings: readonly ArtefactStanding[]): Owed[] {
  return standings.filter(isOwed).map((standing) => ({
    wait: {
      role: standing.producer,
      people: [],
      except: [],
      since: standing.since,
      due: standing.state === "stale" ? standing.until : null,
    },
    title: nameOf(standing, policy),
    url: documentsUrl(webOf(standing, policy), name, standing.document),
    words: artefactWaits(standing, policy.timezone),
  }));
}

/** As its producer's file has it. */
function nameOf({ artefact, producer }: ArtefactStanding, { roleMap }: ShownPolicy): string {
  return roleMap.flows.find((flow) => flow.artefact === artefact && flow.from === producer)?.name ?? artefact;
}

/** Where GitHub's own pages are: there is the file of the role that produces it. */
function webOf({ producer }: ArtefactStanding, { roles }: ShownPolicy): string {
  const file = roles.find(({ id }) => id === producer)?.file ?? roles.find((role) => role.file !== null)?.file;
  return file ? new URL(file.url).origin : "https://github.com";
}
