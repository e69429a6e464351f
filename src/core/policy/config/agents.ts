import { z } from "zod";
import { byMembers, differ, type Effect } from "../compare/difference.js";
import { loginKey } from "../../basics/names.js";
import { login } from "../schema-parts.js";
import type { Config, UndeclaredRules } from "../types.js";
import { configKey } from "./key.js";

const NOTHING: UndeclaredRules = { undeclared: "report", exempt: [] };

export const agents = configKey("agents", {
  written: {
    agents: z
      .strictObject({
        undeclared: z
          .enum(["report", "refuse"])
          .default("report")
          .describe(
            "Whether pull requests and issues of bots that no file in contracts/agents/ declares are reported or refused. Without any such file nothing is said of bots.",
          ),
        exempt: z
          .array(login, "a list of logins")
          .max(200, "at most 200 logins")
          .default([])
          .describe("Bots that need no file, such as dependabot[bot]."),
      })
      .optional()
      .describe("What becomes of bots that nobody declared."),
  },
  build: (data) => data.agents,
  units: [
    { key: "agents.undeclared", take: (a, b) => ({ ...a, agents: { ...saidOf(a), undeclared: saidOf(b).undeclared } }) },
    { key: "agents.exempt", take: (a, b) => ({ ...a, agents: { ...saidOf(a), exempt: saidOf(b).exempt } }) },
  ],
  compare: (a, b) => [
    ...differ("agents.undeclared", saidOf(a).undeclared, saidOf(b).undeclared, (_was, is): Effect =>
      is === "refuse" ? "tightened" : "loosened",
    ),
    ...differ("agents.exempt", exemptIn(a), exemptIn(b), byMembers("subset")),
  ],
});

function saidOf({ agents: said }: Config): UndeclaredRules {
  return said ?? NOTHING;
}

function exemptIn(config: Config): string[] {
  return saidOf(config).exempt.map(loginKey).toSorted();
}
