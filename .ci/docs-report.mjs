// Draws the README's picture of a report from the made-up quarter that `baton demo --history` plays.
import { writeFileSync } from "node:fs";
import { readmePicture } from "../dist/cli/demo/history/readme-picture.js";

writeFileSync(new URL("../.github/docs/report.svg", import.meta.url), readmePicture());
