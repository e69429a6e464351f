import { ROLE_WORDS } from "../../render/pages/role-words.js";
import { rolesMarkdown } from "../../render/roles/markdown.js";
import { rolesPicture } from "../../render/roles/svg.js";
import { agentsLately, LATELY_MS, latelyBy } from "../../core/insight/agents-lately.js";
import { liftEntry } from "../../core/ledger/lift.js";
import type { ShownRoleMap } from "../../core/shown/roles.js";
import { artefactData, ArtefactList, artefactsIn } from "./artefacts.js";
import { Agents } from "./agents.js";
import { Layout } from "./layout.js";
import { blockHtml } from "./markdown.js";
import { RepositoryPages } from "./nav.js";
import type { Known, Making, Shown } from "./page.js";
import { Say } from "./parts.js";
import { RoleList } from "./role-list.js";

/** Who takes part in which stage, what flows between roles, how fresh what is published is, and the agents with what holds them. */
export async function rolesPage({ store, now, visit }: Making, known: Known): Promise<Shown> {
  const { roleMap, roles, timezone } = known.shown.policy;
  const { repositoryId } = known.shown;
  const told = await store.agentEntries(repositoryId, now - LATELY_MS);
  const lately = agentsLately(told.map((row) => liftEntry(row)));
  const agents = known.shown.policy.agents.map((agent) => ({ ...agent, lately: latelyBy(lately, agent.id) }));
  const artefacts = artefactsIn(known.shown.policy, (await store.artefactsOf([repositoryId])).get(repositoryId) ?? []);
  const crumbs = [{ name: known.name, path: known.path }, { name: ROLE_WORDS.name }];
  const title = ROLE_WORDS.title(known.name);
  return {
    data: {
      repository: known.name,
      ...roleMap,
      roles: roles.map((role) => ({ ...role, engagement: engagementOf(roleMap, role.id) })),
      agents,
      artefacts: artefactData(artefacts),
    },
    page: (
      <Layout title={title} login={visit.session.login} crumbs={crumbs} twin={`${known.path}/roles.json`}>
        <h1>{title}</h1>
        <RepositoryPages path={known.path} here="roles" />
        {roleMap.roles.length === 0 ? (
          <p>
            <Say words={ROLE_WORDS.none} />
          </p>
        ) : (
          <RoleMap map={roleMap} />
        )}
        {roleMap.roles.length === 0 ? null : <ArtefactList artefacts={artefacts} timezone={timezone} />}
        <RoleList roles={roles} />
        <Agents agents={agents} />
      </Layout>
    ),
  };
}

function engagementOf({ stages, roles }: ShownRoleMap, id: string): { stage: string; how: string }[] {
  const engagement = roles.find(({ system }) => system.id === id)?.engagement ?? [];
  return stages.map((stage, at) => ({ stage: stage.id, how: engagement[at] ?? "none" }));
}

function RoleMap({ map }: { map: ShownRoleMap }) {
  const { picture, table } = ROLE_WORDS;
  return (
    <>
      <h2>{picture}</h2>
      <div class="scroll" tabindex={0} role="group" aria-label={picture} dangerouslySetInnerHTML={{ __html: rolesPicture(map) }} />
      <h3>{table}</h3>
      <div class="scroll" tabindex={0} role="group" aria-label={table} dangerouslySetInnerHTML={blockHtml(rolesMarkdown(map))} />
    </>
  );
}
