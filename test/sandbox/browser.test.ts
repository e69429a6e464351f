import { existsSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox, type Hub } from "../../src/sandbox/index.js";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = [process.env["CHROMIUM"] ?? "", ...PLACES].find((path) => path !== "" && existsSync(path));

describe.skipIf(executablePath === undefined)("the embedded GitHub's pages in a browser (needs Chromium: set CHROMIUM to its path)", () => {
  let hub: Hub;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    hub = await startSandbox();
    hub.createOrganization("acme");
    hub.createUser({ login: "ana", bio: "architect" }, "paula");
    hub.createRepository({ owner: "acme", name: "web", collaborators: { paula: "write", ana: "write" } });
    browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox", "--disable-gpu"] });
    // Whoever plays needs no scripts, so the pages are tried without any.
    page = await browser.newPage({ javaScriptEnabled: false });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.close();
  });

  it("let one person open and label an issue, and another answer it", async () => {
    await become("paula");
    await page.getByRole("link", { name: "acme/web" }).click();
    await page.getByLabel("Title").first().fill("Compare cohorts");
    await page.getByLabel("Body").first().fill("Why it matters");
    await page.getByRole("button", { name: "Open issue" }).click();
    await page.getByLabel("Label", { exact: true }).fill("problem-brief");
    await page.getByRole("button", { name: "Add label" }).click();
    const issue = page.url();
    await become("ana");
    expect(await page.getByLabel("You are").locator("option").allTextContents()).toEqual(["ana (architect)", "paula"]);
    await page.goto(issue);
    await page.getByLabel("Comment", { exact: true }).fill("/ack");
    await page.getByRole("button", { name: "Comment" }).click();
    expect(await page.locator("main").innerText()).toContain("/ack");
    expect(hub.issue("acme/web", 1)).toMatchObject({
      author: "paula",
      labels: ["problem-brief"],
      comments: [{ author: "ana", body: "/ack" }],
    });
  });

  it("change the text of the issue", async () => {
    await become("paula");
    await page.goto(`${hub.url}/acme/web/issues/1`);
    await page.getByText("Edit", { exact: true }).click();
    await page.getByLabel("Body").fill("Because it costs six weeks");
    await page.getByRole("button", { name: "Save" }).click();
    expect(hub.issue("acme/web", 1).body).toBe("Because it costs six weeks");
    expect(await page.locator("main").innerText()).toContain("edited");
  });

  it("keeps whoever switches on the page, and shows in order what happened beside comments", async () => {
    hub.as("paula").addLabel("acme/web", 1, "urgent");
    hub.as("ana").removeLabel("acme/web", 1, "urgent");
    const issue = `${hub.url}/acme/web/issues/1`;
    await page.goto(issue);
    await page.getByLabel("You are").selectOption("ana");
    await page.getByRole("button", { name: "Switch" }).click();
    expect(page.url()).toBe(issue);
    const told = await page.locator("main").innerText();
    expect(told).toMatch(/paula added urgent[^]*ana took off urgent/);
  });

  it("let a pull request be reviewed and merged", async () => {
    const pull = hub.as("paula").openPullRequest("acme/web", { title: "Change", body: "Closes #1" });
    await become("ana");
    await page.goto(`${hub.url}/acme/web/pull/${pull}`);
    await page.getByRole("button", { name: "Approve" }).click();
    expect(await page.locator("aside").innerText()).toContain("ana approved");
    await page.getByRole("button", { name: "Merge" }).click();
    expect(await page.locator("main").innerText()).toContain("merged");
  });

  it("can be read on a narrow screen", async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`${hub.url}/acme/web/issues/1`);
    const width = await page.locator("body").evaluate((body) => body.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });

  async function become(login: string): Promise<void> {
    await page.goto(hub.url);
    await page.getByLabel("You are").selectOption(login);
    await page.getByRole("button", { name: "Switch" }).click();
  }
});
