import type { ArtefactStanding } from "../../core/context/standing.js";
import { ARTEFACT_WORDS } from "../../render/pages/artefacts.js";
import { stateWords, versionWords } from "../../render/context/states.js";
import type { ShownPolicy } from "../../core/shown/types.js";
import { When, Say } from "./parts.js";

/** An artefact that a role publishes, with how it stands; null: nobody looked yet. */
export interface ShownArtefact {
  artefact: string;
  name: string;
  producer: string;
  standing: ArtefactStanding | null;
}

/** Takes what pages know of the policy and how artefacts stand; returns those that are published, in the roles' order. */
export function artefactsIn({ roleMap }: ShownPolicy, standings: readonly ArtefactStanding[]): ShownArtefact[] {
  const published = roleMap.flows.filter(({ by }) => by !== null && "document" in by);
  return published.map(({ artefact, name, from: producer }) => ({
    artefact,
    name,
    producer,
    standing: standings.find((one) => one.artefact === artefact) ?? null,
  }));
}

/** Takes artefacts; returns them as data. */
export function artefactData(artefacts: readonly ShownArtefact[]): unknown[] {
  return artefacts.map(({ artefact, name, producer, standing }) => ({
    artefact,
    name,
    producer,
    state: standing?.state ?? null,
    since: standing?.since ?? null,
    version: standing?.version ?? null,
    until: standing?.until ?? null,
  }));
}

/** Each published artefact as it stood when it was last looked at. */
export function ArtefactList({ artefacts, timezone }: { artefacts: readonly ShownArtefact[]; timezone: string }) {
  const { title, none, head } = ARTEFACT_WORDS;
  return (
    <section>
      <h2 id="artefacts">{title}</h2>
      {artefacts.length === 0 ? (
        <p class="dim">{none}</p>
      ) : (
        <div class="scroll" tabindex={0} role="group" aria-label={title}>
          <table>
            <thead>
              <tr>
                {Object.values(head).map((word) => (
                  <th scope="col">{word}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {artefacts.map((one) => (
                <Artefact one={one} timezone={timezone} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Artefact({ one: { artefact, name, producer, standing }, timezone }: { one: ShownArtefact; timezone: string }) {
  return (
    <tr id={`artefact-${artefact}`}>
      <th scope="row">{name}</th>
      <td>
        <code>{producer}</code>
      </td>
      <td>{standing === null ? null : <Say words={versionWords(standing, timezone)} />}</td>
      <td>{standing === null ? ARTEFACT_WORDS.unseen : <Say words={stateWords(standing, timezone)} />}</td>
      <td>{standing === null ? null : <When at={standing.since} timezone={timezone} />}</td>
    </tr>
  );
}
