import { stringify } from "yaml";
import type { MappedRole, RoleMap } from "./map.js";
import { wayWords } from "./map.js";

/** Longest name of an entity. Source: Backstage's descriptor format. */
const LONGEST = 63;

/**
 * Roles as entities of a Backstage catalogue: a group for who holds each, a component for what it does, an API for each artefact. What flows is said
 * once, by what a component provides and consumes. Source: Backstage's descriptor format, backstage.io/v1alpha1.
 */
export function rolesBackstage({ roles, flows }: RoleMap): string {
  const groups = roles.map(({ system }) => ({
    ...entity("Group", system.id, system.purpose),
    spec: { type: "role", profile: { displayName: system.name }, children: [] },
  }));
  const components = roles.map(({ system }) => ({
    ...entity("Component", system.id, system.purpose),
    spec: {
      type: "role",
      lifecycle: "production",
      owner: `group:${entityName(system.id)}`,
      providesApis: system.produces.map(({ id }) => entityName(id)),
      consumesApis: flows.filter(({ by, to }) => by !== null && to.includes(system.id)).map(({ artefact }) => entityName(artefact)),
    },
  }));
  const apis = flows.flatMap((flow) =>
    flow.by === null
      ? []
      : [
          {
            ...entity("API", flow.artefact, flow.name),
            spec: {
              type: "contract" in flow.by ? "hand-off" : "document",
              lifecycle: "production",
              owner: `group:${entityName(flow.from)}`,
              definition: wayWords(flow),
            },
          },
        ],
  );
  return documents([...groups, ...components, ...apis]);
}

/** Roles as data products: what a role takes are input ports, what it gives output ports. Source: Bitol's Open Data Product Standard, v1.1.0. */
export function rolesOdps({ roles, flows }: RoleMap): string {
  return documents(
    roles.map(({ system }: MappedRole) => ({
      apiVersion: "v1.1.0",
      kind: "DataProduct",
      id: system.id,
      name: system.name,
      status: "active",
      description: { purpose: system.purpose },
      inputPorts: system.consumes.map(({ artefact, from }) => {
        const flow = flows.find((one) => one.artefact === artefact && one.from === (typeof from === "string" ? from : from.external));
        return { id: artefact, name: flow?.name ?? artefact, ...contractOf(flow?.by ?? null) };
      }),
      outputPorts: system.produces.map(({ id, name, by }) => ({
        id,
        name,
        type: "contract" in by ? "hand-off" : "document",
        ...("document" in by && { description: `Published in ${by.document}` }),
        ...contractOf(by),
      })),
    })),
  );
}

function contractOf(by: RoleMap["flows"][number]["by"]): { contractId?: string } {
  return by !== null && "contract" in by ? { contractId: by.contract } : {};
}

function entity(kind: string, id: string, description: string) {
  return { apiVersion: "backstage.io/v1alpha1", kind, metadata: { name: entityName(id), description } };
}

/** Letters and digits, with single separators in between. */
function entityName(id: string): string {
  return id
    .slice(0, LONGEST)
    .replace(/[-_]{2,}/g, "-")
    .replace(/[-_]+$/, "");
}

function documents(entries: readonly object[]): string {
  return entries.map((entry) => stringify(entry, { lineWidth: 0 })).join("---\n");
}
