// Takes the picture of the README from the demo, in Chromium: `npm run build && npm run docs:picture`.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { DRAFT } from "../dist/cli/demo/briefs.js";
import { setScene } from "../dist/cli/demo/cast.js";
import { openStage } from "../dist/cli/demo/stage.js";
import { Watch } from "../dist/cli/demo/watch.js";

const PICTURE = ".github/docs/living-comment.png";
const PLACES = [process.env.CHROMIUM ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = PLACES.find((path) => path !== "" && existsSync(path));
if (!executablePath) throw new Error("Chromium is needed: set CHROMIUM to its path");

const stage = await openStage();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
try {
  const watch = new Watch(stage.hub, setScene(stage.hub));
  await stage.quiet();
  watch.opens(DRAFT);
  await stage.quiet();
  watch.as("paula").addLabel(watch.repo, watch.issue, "stage: decide");
  await stage.quiet();
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, deviceScaleFactor: 1.5, javaScriptEnabled: false });
  await page.goto(`${stage.hub.url}/${watch.repo}/issues/${watch.issue}`);
  const living = page.locator(".box", { hasText: "Next" }).last();
  await living.screenshot({ path: PICTURE });
  process.stdout.write(`${PICTURE}\n`);
} finally {
  await browser.close();
  await stage.close();
}
