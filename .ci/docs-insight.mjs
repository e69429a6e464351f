// Writes the page of the report's figures from the definitions that were compiled into dist/.
import { writeFileSync } from "node:fs";
import { insightPage } from "../dist/render/reference/insight-page.js";

writeFileSync(new URL("../.github/docs/insight.md", import.meta.url), `${insightPage()}\n`);
