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
    "Printed from the definitions in `src/core/handoff/commands/` by `npm run docs:handoff`. A command is a line of its own that begins with a slash, anywhere in the plain text of a comment or of a pull request review: not in a quote, code, a list or HTML, nor below a mail's tail. One of ours that stands where it may not, or is a slip away, is answered with a hint; other bots' words are left alone. In which state of a hand-off each means what, [the table](handoff.md) says.",
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
