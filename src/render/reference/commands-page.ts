import type { CommandDefinition } from "../../core/handoff/commands/define.js";
import { COMMANDS } from "../../core/handoff/commands/registry.js";
import { cell } from "../markdown.js";
import { usageWords } from "../usage.js";
import { IN_GENERAL, whoWords } from "../who.js";

/** The reference of all commands, made from their definitions. */
export function commandsPage(): string {
  const rows = COMMANDS.map((command) => `| ${cells(command).map(cell).join(" | ")} |`);
  return [
    "# Commands",
    "Printed from the definitions in `src/core/handoff/commands/` by `npm run docs:handoff`. Commands go on the first lines of a comment, one a line. In which state of a hand-off each means what, [the table](handoff.md) says.",
    ["| command | who | what it does | on closed items | where Baton observes |", "|---|---|---|---|---|", ...rows].join("\n"),
  ].join("\n\n");
}

function cells({ name, aliases = [], who, help, worksWhen }: CommandDefinition): string[] {
  const others = aliases.map((word) => `; the same: \`/${word}\``).join("");
  return [
    `${usageWords(name)}${others}`,
    whoWords(who, IN_GENERAL),
    help,
    worksWhen.closed ? "yes" : "no",
    worksWhen.observing ? "yes" : "no",
  ];
}
