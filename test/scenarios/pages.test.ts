import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PITCHED } from "../../src/cli/demo/briefs.js";
import { play } from "../../src/cli/demo/play.js";
import { openStage, type Stage } from "../../src/cli/demo/stage.js";
import { createTerminal } from "../../src/cli/demo/terminal.js";
import { Visitor } from "../support/visitor.js";
import { smallPolicy } from "./small-policy.js";

let stage: Stage;
let home: string;

beforeAll(async () => {
  stage = await openStage();
  home = stage.baton.url;
  const { broken } = await play(
    stage,
    createTerminal({ write: () => true, isTTY: false } as never, () => new Date()),
  );
  expect(broken).toEqual([]);
  stage.hub.createRepository({ owner: "acme", name: "secret", private: true, collaborators: { paula: "write" } });
  // Unlike that one Baton knows this well, and its owner has nothing else.
  stage.hub.createOrganization("vault");
  stage.hub.createRepository({ owner: "vault", name: "known", private: true, collaborators: { olga: "admin" }, files: smallPolicy() });
  stage.hub.as("olga").openIssue("vault/known", { title: "Nobody else's business" });
  await stage.quiet();
}, 120_000);
afterAll(() => stage.close());

async function signedIn(login: string): Promise<Visitor> {
  const visitor = new Visitor(login);
  expect((await visitor.go(`${home}/`)).status).toBe(200);
  return visitor;
}

async function text(answer: Promise<Response>): Promise<string> {
  return await (await answer).text();
}

describe("signing in", () => {
  test("leads through GitHub back to where one came from, and shows nobody's token on the way", async () => {
    const visitor = new Visitor("ana");
    const answer = await visitor.go(`${home}/acme/insights?state=blocked`);
    expect(answer.status).toBe(200);
    expect(visitor.went.at(-1)).toBe(`${home}/acme/insights?state=blocked`);
    expect(visitor.went.join(" ")).not.toMatch(/ghu_|ghr_/);
    expect([...visitor.jar.values()].join(" ")).not.toMatch(/ghu_|ghr_/);
  });

  test("asks GitHub with PKCE and a state, and keeps a cookie that no script and no other site's form gets", async () => {
    const visitor = new Visitor("ana");
    const first = await visitor.ask(`${home}/-/sign-in?to=/acme/insights`);
    const asked = new URL(first.headers.get("location") ?? "").searchParams;
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect(asked.get("state")?.length).toBeGreaterThan(20);
    expect(first.headers.getSetCookie().join()).toMatch(/HttpOnly; SameSite=Lax/);
    expect(first.headers.get("cache-control")).toBe("no-store");
  });

  test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/-/sign-out"])("never leads to %s", async (to) => {
    const visitor = new Visitor("ana");
    await visitor.go(`${home}/-/sign-in?to=${encodeURIComponent(to)}`);
    expect(visitor.went.at(-1)).toBe(`${home}/`);
  });

  test("refuses a callback that this browser did not begin, whoever's code it brings", async () => {
    const attacker = new Visitor("eve");
    const begun = await attacker.ask(`${home}/-/sign-in`);
    const authorize = new URL(begun.headers.get("location") ?? "");
    authorize.pathname += "/as/eve";
    const callback = (await fetch(authorize, { redirect: "manual" })).headers.get("location") ?? "";
    const victim = new Visitor("ana");
    expect((await victim.ask(callback)).status).toBe(400);
    await victim.ask(`${home}/-/sign-in`);
    expect((await victim.ask(callback)).status).toBe(400);
    expect([...victim.jar.keys()]).not.toContain("baton-session");
    expect((await victim.ask(`${home}/-/signed-in?error=access_denied&state=x`)).status).toBe(400);
  });

  test("makes the session anew, whatever cookie was planted before", async () => {
    const visitor = new Visitor("ana");
    const planted = (await signedIn("eve")).jar.get("baton-session") ?? "";
    visitor.jar.set("baton-session", planted);
    await visitor.go(`${home}/-/sign-in`);
    expect(visitor.jar.get("baton-session")).not.toBe(planted);
    expect(await text(visitor.ask(`${home}/`))).toContain("<strong>ana</strong>");
  });

  test("ends by signing out, which no other site can do, and when the authorisation is taken back", async () => {
    const visitor = await signedIn("omar");
    const elsewhere = await visitor.ask(`${home}/-/sign-out`, { "sec-fetch-site": "cross-site" }, "POST");
    expect(elsewhere.status).toBe(404);
    expect((await visitor.ask(`${home}/index.json`)).status).toBe(200);
    const taken = await signedIn("quinn");
    stage.hub.revokeAuthorization("quinn");
    // What was remembered is forgotten within a minute; what was never asked is asked now.
    expect((await taken.ask(`${home}/acme/insights.json`)).status).toBe(401);
    expect((await visitor.ask(`${home}/-/sign-out`, { "sec-fetch-site": "same-origin" }, "POST")).status).toBe(303);
    expect((await visitor.ask(`${home}/index.json`)).status).toBe(401);
  });
});

describe("who may see what", () => {
  const PATHS = [
    "/acme/secret",
    "/acme/secret.json",
    "/acme/secret/1",
    "/acme/secret/1.json",
    "/acme/secret/policy",
    "/acme/secret/policy.json",
    "/acme/secret/roles.json",
    "/acme/secret/report",
    "/acme/secret/report.json",
    ...["", "/board", "/1", "/policy", "/roles", "/report"].flatMap((page) => [`/vault/known${page}`, `/vault/known${page}.json`]),
    "/vault/report",
    "/vault/report.json",
  ];

  test("nobody sees anything without a session", async () => {
    for (const path of [...PATHS, "/", "/acme/insights/1"]) {
      const answer = await fetch(home + path, { redirect: "manual" });
      expect(answer.status).toBe(path.endsWith(".json") ? 401 : 302);
    }
  });

  test("what is not for somebody, what does not exist and what Baton does not know are one and the same", async () => {
    const eve = await signedIn("eve");
    for (const path of [...PATHS, "/acme/insights/99", "/acme/insights/x", "/nobody/nothing", "/nobody/report"]) {
      const answer = await eve.ask(home + path);
      expect(answer.status).toBe(404);
      const like = await eve.ask(`${home}/no/such${path.endsWith(".json") ? ".json" : ""}`);
      expect(await answer.text()).toBe(await like.text());
      expect([...answer.headers].filter(([name]) => name !== "date")).toEqual([...like.headers].filter(([name]) => name !== "date"));
    }
  });

  test("whoever may read it sees what the others are told is not there", async () => {
    const olga = await signedIn("olga");
    for (const path of PATHS.filter((one) => one.startsWith("/vault/")))
      expect([path, (await olga.ask(home + path)).status]).toEqual([path, 200]);
  });

  test("GitHub is asked as much about what is private as about what does not exist", async () => {
    const eve = await signedIn("eve");
    const questions = async (path: string): Promise<string[]> => {
      const before = stage.hub.requests.length;
      await eve.ask(home + path);
      return [...stage.hub.requests].slice(before).map(({ method, status }) => `${method} ${status}`);
    };
    for (const page of ["", "/1", "/policy", "/roles", "/report"]) {
      // Each by a name that was not asked about within the minute: no letter's case is another repository.
      const [real, made] = [await questions(`/vault/known${page}`), await questions(`/vault/knowm${page}`)];
      expect(real).toEqual(made);
      expect(real).toEqual(page === "" ? ["GET 404"] : []);
    }
  });

  test("pages are the visitor's own: marked private, and of two visitors never one's for the other", async () => {
    const [ana, paula] = [await signedIn("ana"), await signedIn("paula")];
    const first = await ana.ask(`${home}/acme/insights/1`);
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect(first.headers.get("vary")).toContain("cookie");
    expect(await first.text()).toContain("<strong>ana</strong>");
    expect(await text(paula.ask(`${home}/acme/insights/1`))).toContain("<strong>paula</strong>");
  });

  test("an unchanged page is answered with 304", async () => {
    const ana = await signedIn("ana");
    for (const path of ["/acme/insights/1.json", "/acme/insights/policy", "/acme/insights/report", "/index.json"]) {
      const etag = (await ana.ask(home + path)).headers.get("etag") ?? "";
      expect(etag).toMatch(/^W\//);
      expect((await ana.ask(home + path, { "if-none-match": etag })).status).toBe(304);
    }
  });

  test("every answer forbids scripts, styles and pictures of others, and being framed", async () => {
    const ana = await signedIn("ana");
    for (const path of [
      "/",
      "/acme/insights",
      "/acme/insights/1",
      "/acme/insights/report",
      "/acme/insights/roles",
      "/nothing/here",
      "/-/signed-out",
    ]) {
      const answer = await ana.ask(home + path);
      const csp = answer.headers.get("content-security-policy") ?? "";
      expect(csp).toContain("default-src 'none'; style-src 'self'; img-src 'self'");
      expect(csp).toContain("frame-ancestors 'none'");
      expect(csp).not.toContain("unsafe");
      const page = await answer.text();
      expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
    }
  });
});

describe("what they show", () => {
  test("the queue: what waits for me and for nobody else, each with its place on GitHub", async () => {
    const eli = (await (await (await signedIn("eli")).ask(`${home}/index.json`)).json()) as { waiting: { what: string; url: string }[] };
    expect(eli.waiting).toMatchObject([{ what: "begin", url: `${stage.hub.url}/acme/insights/issues/1`, role: null }]);
    const eve = (await (await (await signedIn("eve")).ask(`${home}/index.json`)).json()) as { waiting: unknown[]; repositories: unknown[] };
    expect(eve.waiting).toEqual([]);
    expect(eve.repositories).toMatchObject([{ name: "acme/insights" }]);
  });

  test("the board, with filters", async () => {
    const ana = await signedIn("ana");
    const page = await text(ana.ask(`${home}/acme/insights`));
    expect(page).toContain("Compare cohorts without exporting patients");
    expect(page).toContain("engineer");
    const none = await text(ana.ask(`${home}/acme/insights?state=held`));
    expect(none).not.toContain("Compare cohorts");
  });

  test("the item: its gates, its history and its receipts, which the ledger bears out", async () => {
    const ana = await signedIn("ana");
    const item = (await (await ana.ask(`${home}/acme/insights/1.json`)).json()) as Record<string, never[]>;
    expect(item["receipts"]).toMatchObject([
      { boundary: "Decide → Build", proof: "verified", acknowledgedBy: ["eli"] },
      { boundary: "Discover → Decide", proof: "verified", acknowledgedBy: ["ana"] },
    ]);
    expect(item["history"]?.map(({ kind }) => kind as string)).toEqual(
      expect.arrayContaining(["accepted", "ack", "void", "blocked", "requested"]),
    );
    expect(item["history"]?.every(({ proof }) => proof === "verified")).toBe(true);
    expect(item["changed"]).toEqual([]);
    stage.hub.as("ana").editBody("acme/insights", 1, PITCHED.replace("6 weeks", "9 weeks"));
    await stage.quiet();
    const changed = (await (await ana.ask(`${home}/acme/insights/1.json`)).json()) as { changed: { part: string; lines: unknown[] }[] };
    expect(changed.changed).toMatchObject([{ part: "Appetite" }]);
    expect(changed.changed[0]?.lines).toEqual(
      expect.arrayContaining([
        { is: "gone", text: "6 weeks" },
        { is: "new", text: "9 weeks" },
      ]),
    );
  });

  test("a title that is markup is text", async () => {
    const number = stage.hub.as("paula").openIssue("acme/insights", { title: "<img src=x onerror=alert(1)> & co", body: "" });
    await stage.quiet();
    const ana = await signedIn("ana");
    for (const path of ["/acme/insights", `/acme/insights/${number}`]) {
      const page = await text(ana.ask(home + path));
      expect(page).toContain("&lt;img src=x onerror=alert(1)&gt; &amp; co");
      expect(page).not.toContain("<img");
    }
  });

  test("the policy: contracts as people read them, and what can happen", async () => {
    const page = await text((await signedIn("ana")).ask(`${home}/acme/insights/policy`));
    expect(page).toContain("At least 2 edge cases listed");
    expect(page).toContain("acme/architects");
    expect(page).toContain("<svg");
  });

  test("the check of a policy leads to the policy's page", async () => {
    const files = { "contracts/broken.yml": "kind: Contract\n" };
    const number = stage.hub.as("ana").openPullRequest("acme/insights", { title: "Policy", files });
    await stage.quiet();
    const { headSha } = stage.hub.issue("acme/insights", number);
    const runs = stage.hub.checkRuns("acme/insights", headSha ?? "");
    expect(Object.fromEntries(runs.map(({ name, detailsUrl }) => [name, detailsUrl]))).toMatchObject({
      "baton/contracts": `${home}/acme/insights/policy`,
    });
  });

  test("the report: figures of the ledger, whose items lead to their pages, for a period and over an owner's repositories", async () => {
    const ana = await signedIn("ana");
    const one = (await (await ana.ask(`${home}/acme/insights/report.json`)).json()) as { repository: string; figures: { id: string }[] };
    expect([one.repository, one.figures[0]?.id]).toEqual(["acme/insights", "time_in_stage"]);
    const page = await text(ana.ask(`${home}/acme/insights/report`));
    expect(page).toContain('href="/acme/insights/1"');
    expect(page).toContain('<svg class="picture"');
    const none = await ana.ask(`${home}/acme/insights/report.json?until=2001-01-01`);
    expect(((await none.json()) as { period: { until: string } }).period.until).toBe("2000-12-31T23:00:00.000Z");
    const paula = (await (await (await signedIn("paula")).ask(`${home}/acme/report.json`)).json()) as { repository: string };
    expect(paula.repository).toBe("acme/insights");
  });

  test("of reports a visitor gets twelve a minute, which costs nobody else any, and no other page", async () => {
    const [eli, ana] = [await signedIn("eli"), await signedIn("ana")];
    const days = Array.from({ length: 14 }, (_, n) => `?until=2001-01-${String(n + 1).padStart(2, "0")}`);
    const answers = [];
    for (const query of days) answers.push(await eli.ask(`${home}/acme/insights/report.json${query}`));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 12 }, () => 200), 429, 429]);
    expect(answers.at(-1)?.headers.get("retry-after")).toBe("60");
    expect(await answers.at(-1)?.json()).toEqual({ error: expect.stringContaining("twelve a minute") });
    expect(await text(eli.ask(`${home}/acme/insights/report`))).toContain("twelve a minute");
    expect((await eli.ask(`${home}/acme/insights`)).status).toBe(200);
    expect((await ana.ask(`${home}/acme/insights/report.json${days[13]}`)).status).toBe(200);
    // What is nobody's stays unknown.
    expect((await eli.ask(`${home}/vault/known/report`)).status).toBe(404);
  });

  test.each(["since=yesterday", "since=2026-02-30", "since=2026-09-02&until=2026-09-02"])("no report for %s", async (query) => {
    const answer = await (await signedIn("ana")).ask(`${home}/acme/insights/report.json?${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("YYYY-MM-DD");
  });
});
