export const ROLE_WORDS = {
  name: "Roles",
  title: (name: string) => `Roles and agents of ${name}`,
  picture: "Who takes part where, and what flows between roles",
  table: "The same as tables",
  none: "No role has a file, so nothing is known but who holds each: files under `contracts/roles/` say what roles take part in, take and give.",
  roles: "Roles",
  nobody: "nobody yet",
  described: "What it takes part in, takes and gives",
  agents: "Agents",
  noAgents: "No agent has a file: `contracts/agents/` has one for each.",
} as const;
