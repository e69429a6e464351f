import type { ShownFinding, ShownGate, ShownItem } from "../../core/shown/types.js";
import { GATE_SORTS, ITEM_WORDS, OUTCOME_WORDS } from "../../render/pages/item-words.js";
import { Say, When } from "./parts.js";

/** The gates of the boundary ahead as a tree: by what they ask of people, gate by gate, each with what was wanted and found. */
export function Gates({ page }: { page: ShownItem }) {
  return (
    <section>
      <h2>
        {ITEM_WORDS.gates}
        {page.boundary === null ? null : (
          <>
            {" "}
            <span class="dim">
              <Say words={`${page.boundary.from} → ${page.boundary.to}`} />
            </span>
          </>
        )}
      </h2>
      {page.contract === null ? (
        <p class="dim">{ITEM_WORDS.noContract}</p>
      ) : (
        <p class="dim small">
          {ITEM_WORDS.contract}{" "}
          <a href={page.contract.url}>
            <Say words={page.contract.name} /> {page.contract.version}
          </a>
        </p>
      )}
      <ul class="tree">
        {SORTS.map((sort) => (
          <Branch sort={sort} gates={page.gates.filter(({ is }) => is === sort)} timezone={page.timezone} />
        ))}
      </ul>
    </section>
  );
}

const SORTS = Object.keys(GATE_SORTS) as ShownGate["is"][];

function Branch({ sort, gates, timezone }: { sort: ShownGate["is"]; gates: ShownGate[]; timezone: string }) {
  if (gates.length === 0) return null;
  return (
    <li>
      <details open={sort === "red" || sort === "waived"}>
        <summary>
          <strong>{GATE_SORTS[sort]}</strong> <span class="dim">{gates.length}</span>
        </summary>
        <ul class="tree">
          {gates.map((gate) => (
            <Gate gate={gate} timezone={timezone} />
          ))}
        </ul>
      </details>
    </li>
  );
}

function Gate({ gate, timezone }: { gate: ShownGate; timezone: string }) {
  return (
    <li id={`gate-${gate.id}`}>
      <details open={gate.is === "red"}>
        <summary>
          <Say words={gate.title} /> <span class={`chip ${gate.outcome}`}>{OUTCOME_WORDS[gate.outcome]}</span>
        </summary>
        <dl>
          <Findings findings={gate.findings} isGreen={gate.outcome === "pass"} />
          <dt>{ITEM_WORDS.who}</dt>
          <dd>
            <Say words={gate.who} />
          </dd>
          {gate.since === null ? null : (
            <>
              <dt>{ITEM_WORDS.since}</dt>
              <dd>
                <When at={gate.since} timezone={timezone} />
              </dd>
            </>
          )}
          {gate.waiver === null ? null : (
            <>
              <dt>{ITEM_WORDS.waived}</dt>
              <dd>
                <Say words={gate.waiver} />
              </dd>
            </>
          )}
          <dt>{ITEM_WORDS.contract}</dt>
          <dd>
            <a href={gate.url}>{gate.id}</a>
          </dd>
        </dl>
      </details>
    </li>
  );
}

function Findings({ findings, isGreen }: { findings: ShownFinding[]; isGreen: boolean }) {
  const needed = [...new Set(findings.flatMap((finding) => finding.needed ?? []))];
  return (
    <>
      {needed.length === 0 ? null : (
        <>
          <dt>{ITEM_WORDS.wanted}</dt>
          <dd>
            {needed.map((words) => (
              <p>
                <Say words={words} />
              </p>
            ))}
          </dd>
        </>
      )}
      <dt>{ITEM_WORDS.found}</dt>
      <dd>
        {findings.length === 0 ? <p>{isGreen ? ITEM_WORDS.met : ITEM_WORDS.notMet}</p> : null}
        {findings.map(({ found, place }) => (
          <p>
            {place === null ? null : (
              <>
                <a href={place.url}>
                  <Say words={place.words} />
                </a>
                {": "}
              </>
            )}
            <Say words={found} />
          </p>
        ))}
      </dd>
    </>
  );
}
