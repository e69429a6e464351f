/** How large a role system is. */
export interface Size {
  roles: number;
  artefacts: number;
  agents: number;
}

/** A large one, as product.md's promises are held against. */
export const LARGE: Size = { roles: 20, artefacts: 40, agents: 10 };

/**
 * Takes a size and the stages of the lifecycle, in order; returns the files of roles that publish and take artefacts, and of their agents, by path. Each artefact is a
 * document of its own, published weekly, and taken by the two roles after the one that gives it.
 */
export function roleSystem({ roles, artefacts, agents }: Size, stages: readonly string[]): Record<string, string> {
  const numbers = (count: number) => [...Array.from({ length: count }).keys()];
  const given = (role: number) => numbers(artefacts).filter((artefact) => artefact % roles === role);
  const name = (role: number) => `role-${(role + roles) % roles}`;
  const files = numbers(roles).map((role) => {
    const taken = [role - 1, role - 2].flatMap((other) =>
      given((other + roles) % roles).map((artefact) => ({ artefact, from: name(other) })),
    );
    return [`contracts/roles/${name(role)}.yml`, roleText({ role, name: name(role), given: given(role), taken, stages })];
  });
  const bots = numbers(agents).map((agent) => [`contracts/agents/agent-${agent}.yml`, agentText(agent, name(agent), stages)]);
  return Object.fromEntries([...files, ...bots]) as Record<string, string>;
}

interface RoleParts {
  role: number;
  name: string;
  given: readonly number[];
  taken: readonly { artefact: number; from: string }[];
  stages: readonly string[];
}

function roleText({ role, name, given, taken, stages }: RoleParts): string {
  const stage = stages[role % stages.length] ?? "";
  const produces = given.map(
    (artefact) => `  - id: artefact-${artefact}
    name: Artefact ${artefact}
    to: all
    by: { document: "docs/published/${artefact}/**/*.md" }
    cadence: 1w
    checks:
      - { check: section, section: What we learned, min_words: 3 }
`,
  );
  return `apiVersion: baton/v1
kind: Role
id: ${name}
name: Role ${role}
purpose: Works on what the others need.
people: { users: [person-${role}] }
engagement: { ${stage}: ${role < stages.length ? "lead" : "support"} }
consumes:
${taken.map(({ artefact, from }) => `  - { artefact: artefact-${artefact}, from: ${from}, cadence: 2w }\n`).join("")}produces:
${produces.join("")}workflows:
  - id: work
    stage: ${stage}
    trigger: A new item comes in
    steps:
      - { id: gather, do: Pull what was published, done: { artefact: artefact-${given[0] ?? 0} } }
      - { id: think, do: Think about it }
`;
}

function agentText(agent: number, role: string, stages: readonly string[]): string {
  return `apiVersion: baton/v1
kind: Agent
id: agent-${agent}
name: Agent ${agent}
role: ${role}
accounts: ["agent-${agent}[bot]"]
process: Says what is new.
oversight: { by: ${role}, when: weekly }
task: { error_tolerance: high, tools: single, independence: self_contained }
blast_radius:
  writes:
    paths: ["docs/agents/${agent}/**"]
    issues: { create: 5, within: 1d }
    comments: { create: 20, within: 1d }
    pull_requests: { open: 2, files: 20, lines: 500 }
stages: [${stages[0]}]
`;
}
