import type { SettingProblem } from "./problem.js";

/** What a process does: everything, take webhooks and show pages, or work. */
export type Role = "all" | "web" | "worker";

/** True for the URL of a PostgreSQL database. */
export function isPostgresUrl(text: string): boolean {
  if (!/^postgres(?:ql)?:\/\//.test(text) || !URL.canParse(text)) return false;
  return new URL(text).pathname.length > 1 || new URL(text).searchParams.has("dbname");
}

/** Says what is wrong when several processes are to share a database that serves only one. */
export function roleProblem(role: Role, databaseUrl: string | undefined): SettingProblem[] {
  if (role === "all" || databaseUrl !== undefined) return [];
  return [
    {
      variable: "BATON_ROLE",
      found: `"${role}" without DATABASE_URL`,
      needed: "DATABASE_URL, because the embedded database serves one process; or BATON_ROLE=all",
    },
  ];
}

/** The password in a database URL, spelled as it stands there and as it is meant; none when there is none. */
export function passwordsIn(url: string | null): string[] {
  if (url === null || !URL.canParse(url)) return [];
  const spelled = new URL(url).password;
  if (spelled === "") return [];
  return [...new Set([spelled, decoded(spelled)])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
