// Writes the references of checks and of policy files from the definitions that were compiled into dist/.
import { mkdirSync, writeFileSync } from "node:fs";
import { checksPage } from "../dist/render/reference/checks-page.js";
import { contractsPage } from "../dist/render/reference/contracts-page.js";
import { rulesPage } from "../dist/render/reference/rules-page.js";

const folder = new URL("../.github/docs/", import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("checks.md", folder), checksPage());
writeFileSync(new URL("contracts.md", folder), contractsPage());
writeFileSync(new URL("rules.md", folder), rulesPage());
