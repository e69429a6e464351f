import type { ShownAgent } from "../../core/shown/roles.js";
import { ROLE_WORDS } from "../../render/pages/role-words.js";
import { Say } from "./parts.js";

/** Each agent with what holds it. */
export function Agents({ agents }: { agents: readonly ShownAgent[] }) {
  return (
    <section>
      <h2 id="agents">{ROLE_WORDS.agents}</h2>
      {agents.length === 0 ? (
        <p class="dim">{ROLE_WORDS.noAgents}</p>
      ) : (
        <ul class="card">
          {agents.map(({ id, name, facts, url }) => (
            <li id={`agent-${id}`}>
              <strong>
                <a href={url}>
                  <Say words={name} />
                </a>
              </strong>
              <dl class="facts">
                {facts.map(({ key, words }) => (
                  <>
                    <dt>{key}</dt>
                    <dd>
                      <Say words={words} />
                    </dd>
                  </>
                ))}
              </dl>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
