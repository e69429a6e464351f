import type { ShownContract, ShownPolicy } from "../../core/shown/types.js";
import { POLICY_WORDS } from "../../render/pages/policy-words.js";
import { handoffTable } from "../../render/reference/handoff-page.js";
import { Agents } from "./agents.js";
import { Graph } from "./graph.js";
import { Layout } from "./layout.js";
import { blockHtml } from "./markdown.js";
import { RepositoryPages } from "./nav.js";
import type { Known, Making, Shown } from "./page.js";
import { Say } from "./parts.js";
import { RoleList } from "./role-list.js";

/** The contracts as a person reads them, with what is wrong or weak, the hand-offs as a picture, and what can happen in which state. */
export function policyPage({ visit }: Making, known: Known): Shown {
  const { policy } = known.shown;
  const { version: _version, ...data } = policy;
  const crumbs = [{ name: known.name, path: known.path }, { name: POLICY_WORDS.name }];
  const title = POLICY_WORDS.title(known.name);
  return {
    data: { repository: known.name, ...data },
    page: (
      <Layout title={title} login={visit.session.login} crumbs={crumbs} twin={`${known.path}/policy.json`}>
        <h1>{title}</h1>
        <RepositoryPages path={known.path} here="policy" />
        <p>
          {POLICY_WORDS[policy.enforcement]}{" "}
          <span class="dim">
            {POLICY_WORDS.at} <code>{policy.commit.slice(0, 7)}</code>
          </span>
        </p>
        <Problems problems={policy.problems} />
        <h2>{POLICY_WORDS.graph}</h2>
        <Graph policy={policy} />
        <h2>{POLICY_WORDS.contracts}</h2>
        {policy.contracts.length === 0 ? (
          <p>{POLICY_WORDS.noContracts}</p>
        ) : (
          policy.contracts.map((one) => <Contract contract={one} policy={policy} />)
        )}
        <Stages policy={policy} />
        <RoleList roles={policy.roles} />
        <Agents agents={policy.agents} />
        <h2>{POLICY_WORDS.table}</h2>
        <div class="scroll" tabindex={0} role="group" aria-label={POLICY_WORDS.table} dangerouslySetInnerHTML={blockHtml(handoffTable())} />
      </Layout>
    ),
  };
}

function Problems({ problems }: { problems: ShownPolicy["problems"] }) {
  return (
    <section>
      <h2>{POLICY_WORDS.problems}</h2>
      {problems.length === 0 ? (
        <p class="dim">{POLICY_WORDS.noProblems}</p>
      ) : (
        <ul class="card">
          {problems.map(({ severity, file, line, words, fix, url }) => (
            <li>
              <span class={`chip ${severity === "error" ? "error" : "pending"}`}>{POLICY_WORDS[severity]}</span>{" "}
              <a href={url}>
                {file}:{line}
              </a>{" "}
              <Say words={words} />
              {fix === null ? null : (
                <span class="dim">
                  {" "}
                  {POLICY_WORDS.fix}: <Say words={fix} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Contract({ contract, policy }: { contract: ShownContract; policy: ShownPolicy }) {
  const nameOf = (id: string) => policy.stages.find((stage) => stage.id === id)?.name ?? id;
  return (
    <section class="card" id={`contract-${contract.id}`}>
      <div>
        <h3>
          <Say words={`${nameOf(contract.from)} → ${nameOf(contract.to)}`} /> <span class="dim">{contract.version}</span>
        </h3>
        <p>
          <a href={contract.url}>
            <Say words={contract.name} />
          </a>
        </p>
        <dl class="facts">
          <Fact name={POLICY_WORDS.giver} words={contract.giver ?? POLICY_WORDS.anyGiver} />
          <Fact name={POLICY_WORDS.receiver} words={contract.receiver} />
          <Fact name={POLICY_WORDS.acknowledge} words={contract.acknowledge} />
          {contract.begin === null ? null : <Fact name={POLICY_WORDS.begin} words={contract.begin} />}
          <Fact name={POLICY_WORDS.applies} words={contract.appliesTo} />
          <Fact name={POLICY_WORDS.owner} words={contract.owner} />
        </dl>
      </div>
      <Asked gates={contract.gates} />
      {contract.notes.length === 0 ? null : (
        <div>
          <p class="dim small">{POLICY_WORDS.advice}</p>
          <ul>
            {contract.notes.map((note) => (
              <li>
                <Say words={note} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Asked({ gates }: { gates: ShownContract["gates"] }) {
  return (
    <details>
      <summary>
        {POLICY_WORDS.gates} <span class="dim">{gates.length}</span>
      </summary>
      <ul>
        {gates.map((gate) => (
          <li>
            <a href={gate.url}>
              <Say words={gate.title} />
            </a>{" "}
            {gate.level === "warn" ? <span class="chip pending">{POLICY_WORDS.warns}</span> : null}
            {gate.when === null || gate.when === "" ? null : (
              <span class="dim">
                {" "}
                {POLICY_WORDS.when} <Say words={gate.when} />
              </span>
            )}
            <br />
            <span class="dim small">
              <code>{gate.kind}</code> <Say words={gate.asks} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Fact({ name, words }: { name: string; words: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Say words={words} />
      </dd>
    </>
  );
}

function Stages({ policy: { stages } }: { policy: ShownPolicy }) {
  return (
    <section>
      <h2>{POLICY_WORDS.stages}</h2>
      <ul class="card">
        {stages.map(({ name, label, question, output }) => (
          <li>
            <strong>
              <Say words={name} />
            </strong>{" "}
            <span class="chip">{label}</span>
            {question === "" && output === "" ? null : (
              <p class="dim small">
                <Say words={[question, output].filter((part) => part !== "").join(" · ")} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
