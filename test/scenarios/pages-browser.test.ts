import { existsSync, readdirSync, readFileSync } from "node:fs";
import axe from "axe-core";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DRAFT, MENDED } from "../../src/cli/demo/briefs.js";
import { setScene } from "../../src/cli/demo/cast.js";
import { historyReport, playHistory } from "../../src/cli/demo/history/history.js";
import { openStage, type Stage } from "../../src/cli/demo/stage.js";
import { reportPage } from "../../src/render/insight/html.js";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = [process.env["CHROMIUM"] ?? "", ...PLACES].find((path) => path !== "" && existsSync(path));

/** Those that ship. */
const ROLES_AND_AGENTS = Object.fromEntries(
  ["contracts/roles", "contracts/agents"].flatMap((folder) =>
    readdirSync(folder).map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, "utf8")]),
  ),
);

describe.skipIf(executablePath === undefined)("the pages in a browser (needs Chromium: set CHROMIUM to its path)", () => {
  let stage: Stage;
  let browser: Browser;
  let paths: string[];
  const troubles: string[] = [];

  beforeAll(async () => {
    stage = await openStage();
    const { hub } = stage;
    const repo = setScene(hub);
    hub.as("paula").push(repo, { files: ROLES_AND_AGENTS });
    await stage.quiet();
    const open = (title: string, body: string) => hub.as("paula").openIssue(repo, { title, body, labels: ["problem-brief"] });
    const [blocked, awaiting, held] = [
      open("Cohorts cannot be compared", DRAFT),
      open("Exports time out", MENDED),
      open("Data is a day late", MENDED),
    ];
    await stage.quiet();
    for (const number of [blocked, awaiting, held]) hub.as("paula").addLabel(repo, number, "stage: decide");
    hub.as("omar").comment(repo, awaiting, "/confirm priority");
    await stage.quiet();
    hub.as("ana").comment(repo, held, "/hold the vendor has to answer first");
    await stage.quiet();
    paths = ["/", `/${repo}`, `/${repo}/${blocked}`, `/${repo}/${awaiting}`, `/${repo}/${held}`, `/${repo}/policy`];
    for (const page of [`/${repo}/roles`, `/${repo}/report`, "/acme/report"]) paths.push(page);
    browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox", "--disable-gpu"] });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  /** Somebody's browser, signed in by one click. */
  async function browserOf(login: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    page.on("console", (message) => message.type() === "error" && troubles.push(`${page.url()}: ${message.text()}`));
    page.on("pageerror", (error) => troubles.push(`${page.url()}: ${error.message}`));
    await page.goto(`${stage.baton.url}/`);
    await page.getByRole("main").getByRole("link", { name: login, exact: true }).click();
    expect(page.url()).toBe(`${stage.baton.url}/`);
    return page;
  }

  const main = async (page: Page) => await page.getByRole("main").innerText();

  it("lead from what waits for me to the item and to its place on GitHub, without any script", async () => {
    const page = await browserOf("ana", { javaScriptEnabled: false });
    const queue = await main(page);
    expect(queue).toContain("Exports time out");
    expect(queue).toContain("You hold Discover → Decide");
    expect(queue).not.toContain("Cohorts cannot be compared");
    expect(await page.getByRole("link", { name: "Exports time out" }).getAttribute("href")).toBe(`${stage.hub.url}/acme/insights/issues/2`);
    await page.getByRole("link", { name: "acme/insights#2" }).click();
    expect(await main(page)).toContain("waiting for");
    await page.getByRole("navigation", { name: "Where you are" }).getByRole("link", { name: "acme/insights" }).click();
    await page.getByRole("navigation", { name: "Filters" }).getByRole("link", { name: "blocked" }).click();
    expect(page.url()).toContain("?state=blocked");
    const board = await main(page);
    expect(board).toContain("Cohorts cannot be compared");
    expect(board).not.toContain("Exports time out");
    await page.getByRole("button", { name: "Sign out" }).click();
    expect(await main(page)).toContain("You are signed out");
    await page.context().close();
  });

  it("tell of a blocked item each gate with what was wanted and found, and who can supply it", async () => {
    const page = await browserOf("paula");
    await page.goto(stage.baton.url + (paths[2] ?? ""));
    const told = await main(page);
    for (const words of ["At least 3 customer data points", "2 of 3 count", "Wanted", "line 9", "acme/data-pm", "History"])
      expect(told).toContain(words);
    expect(told).not.toContain("Constraints answered");
    await page.context().close();
  });

  it("lead from the board to who takes part where, with agents and what holds them, and to the report with its pictures", async () => {
    const page = await browserOf("paula", { javaScriptEnabled: false });
    await page.goto(`${stage.baton.url}/acme/insights`);
    const pages = page.getByRole("navigation", { name: "Pages of the repository" });
    await pages.getByRole("link", { name: "Roles" }).click();
    const roles = await main(page);
    for (const words of ["Data PM", "Problem brief", "Market Scanner", "before its work counts"]) expect(roles).toContain(words);
    expect(await page.getByRole("img", { name: "Roles by stages" }).count()).toBe(1);
    await pages.getByRole("link", { name: "Report" }).click();
    expect(await page.getByRole("heading", { level: 2 }).count()).toBeGreaterThan(5);
    await page.getByRole("link", { name: "last 30 days" }).click();
    expect(page.url()).toMatch(/\?since=\d{4}-\d\d-\d\d$/);
    expect(await page.getByLabel("From").inputValue()).toMatch(/^\d{4}-\d\d-\d\d$/);
    await page.context().close();
  });

  it("can be gone through by keyboard alone", async () => {
    const page = await browserOf("ana");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent.trim()")).toBe("To the content");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent.trim()")).toBe("Exports time out");
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/acme\/insights\/2$/);
    const green = page
      .locator("li > details")
      .filter({ hasText: /^\s*Green/ })
      .first();
    expect(await green.getAttribute("open")).toBe(null);
    await green.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    expect(await green.getAttribute("open")).toBe("");
    await page.context().close();
  });

  it("fit a width of 360 pixels", async () => {
    const page = await browserOf("ana", { viewport: { width: 360, height: 740 } });
    for (const path of paths) {
      await page.goto(stage.baton.url + path);
      expect([path, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([path, 360]);
    }
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "have nothing serious that axe-core finds, in %s, and no error in the console",
    async (colorScheme) => {
      const page = await browserOf("ana", { colorScheme });
      const [red = 0] = (await page.evaluate<string>("getComputedStyle(document.body).backgroundColor")).match(/\d+/g)?.map(Number) ?? [];
      expect(red > 128).toBe(colorScheme === "light");
      for (const path of paths) {
        await page.goto(stage.baton.url + path);
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => `${path}: ${id} at ${nodes[0]?.html ?? ""}`)).toEqual([]);
      }
      expect(troubles).toEqual([]);
      await page.context().close();
    },
  );

  it.each(["light", "dark"] as const)("and neither has the report as one file, in %s", async (colorScheme) => {
    const now = Date.UTC(2026, 10, 30, 12);
    const page = await (await browser.newContext({ colorScheme })).newPage();
    await page.setContent(
      reportPage(
        historyReport(playHistory({ now, seed: 7, items: 2 }), now),
        ({ number }) => `https://github.com/acme/insights/issues/${number}`,
      ),
    );
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id} at ${nodes[0]?.html ?? ""}`)).toEqual([]);
    await page.context().close();
  });
});
