import type { ShownAgent } from "../../core/shown/roles.js";
import type { AgentLately } from "../../core/insight/agents-lately.js";
import { latelyWords } from "../../render/agents.js";
import { ROLE_WORDS } from "../../render/pages/role-words.js";
import { Say } from "./parts.js";

/** Each agent with what holds it, and with what it did lately where that was asked for. */
export function Agents({ agents }: { agents: readonly (ShownAgent & { lately?: AgentLately })[] }) {
  return (
    <section>
      <h2 id="agents">{ROLE_WORDS.agents}</h2>
      {agents.length === 0 ? (
        <p class="dim">{ROLE_WORDS.noAgents}</p>
      ) : (
        <ul class="card">
          {agents.map(({ id, name, facts, url, lately }) => (
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
                {lately && (
                  <>
                    <dt>{ROLE_WORDS.lately}</dt>
                    <dd>{latelyWords(lately)}</dd>
                  </>
                )}
              </dl>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
