export const ROLE_WORDS = {
  name: "Roles",
  title: (name: string) => `Roles and agents of ${name}`,
  picture: "Who takes part where, and what flows between roles",
  table: "The same as tables",
  none: "No role has a file, so nothing is known but who holds each. A role's file says what it takes part in, takes and gives.",
  roles: "Roles",
  nobody: "nobody yet",
  described: "What it takes part in, takes and gives",
  agents: "Agents",
  lately: "lately",
  noAgents: "No agent has a file.",
} as const;
