import { afterEach, beforeEach, expect, it } from "vitest";
import { startSandbox } from "../../src/sandbox/index.js";
import type { Hub } from "../../src/sandbox/index.js";

let hub: Hub;
beforeEach(async () => {
  hub = await startSandbox();
  hub.createOrganization("acme");
  hub.createUser("paula", "eve");
  hub.createRepository({ owner: "acme", name: "web", collaborators: { paula: "write" } });
});
afterEach(() => hub.close());

function post(path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(hub.url + path, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
    headers: { origin: hub.url, cookie: "you=paula", ...headers },
  });
}

it("lets a person open, comment, label and close, and sends them back to the item", async () => {
  const opened = await post("/acme/web/issues", { title: "A <b>", body: "text" });
  expect([opened.status, opened.headers.get("location")]).toEqual([303, "/acme/web/issues/1"]);
  await post("/acme/web/issues/1/comment", { body: "/ack" });
  await post("/acme/web/issues/1/label", { label: "stage: decide" });
  await post("/acme/web/issues/1/close", {});
  expect(hub.issue("acme/web", 1)).toMatchObject({
    author: "paula",
    labels: ["stage: decide"],
    state: "closed",
    comments: [{ body: "/ack" }],
  });
  const page = await fetch(`${hub.url}/acme/web/issues/1`);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await page.text()).toContain("A &lt;b&gt;");
});

it("lets one become another person where one is, and nowhere else", async () => {
  const here = "/login/oauth/authorize?client_id=Iv1.x&state=a-b&redirect_uri=http%3A%2F%2F127.0.0.1%2F-%2Fsigned-in";
  expect((await post("/you", { login: "eve", back: here })).headers.get("location")).toBe(here);
  expect((await post("/you", { login: "eve", back: "//evil.example/" })).headers.get("location")).toBe("/");
});

it("refuses posts from other sites and from people without rights", async () => {
  hub.as("paula").openIssue("acme/web", { title: "t" });
  expect((await post("/acme/web/issues/1/comment", { body: "x" }, { origin: "http://evil.example" })).status).toBe(403);
  expect((await post("/acme/web/issues/1/comment", { body: "x" }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await post("/acme/web/issues/1/label", { label: "bug" }, { cookie: "you=eve" })).status).toBe(422);
  expect(hub.issue("acme/web", 1)).toMatchObject({ comments: [], labels: [] });
});

it("renders comments without letting their markup act", async () => {
  const body =
    "<details><summary>More</summary>\n\n**bold** <script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=y>\n\n</details>\n<!-- baton:hidden -->\n<details onclick=z>";
  const number = hub.as("paula").openIssue("acme/web", { title: "t", body });
  const page = await (await fetch(`${hub.url}/acme/web/issues/${number}`)).text();
  const shown = page.slice(page.indexOf('<div class="in">'), page.indexOf("<textarea"));
  expect(shown).toContain("<details><summary>More</summary>");
  expect(shown).toContain("<strong>bold</strong>");
  expect(shown).not.toMatch(/<script|<img|<details onclick|href="javascript|baton:hidden/);
});
