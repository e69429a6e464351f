// Writes the pages of commands and of the hand-off's table, and the README's picture of it, from the table that was compiled into dist/.
import { readFileSync, writeFileSync } from "node:fs";
import { commandsPage } from "../dist/render/reference/commands-page.js";
import { handoffDiagram, handoffPage } from "../dist/render/reference/handoff-page.js";

const root = new URL("../", import.meta.url);
writeFileSync(new URL(".github/docs/handoff.md", root), `${handoffPage()}\n`);
writeFileSync(new URL(".github/docs/commands.md", root), `${commandsPage()}\n`);
const readme = new URL("README.md", root);
writeFileSync(readme, readFileSync(readme, "utf8").replace(/```mermaid\nstateDiagram-v2[\s\S]*?\n```/, handoffDiagram()));
