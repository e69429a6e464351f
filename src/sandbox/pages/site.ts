import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { bodyLimit } from "hono/body-limit";
import type { Context } from "hono";
import { Person } from "../driver/person.js";
import { findAccount, permissionOf } from "../state/accounts.js";
import { findRepository, fullName } from "../state/repositories.js";
import type { Issue, Repository } from "../state/types.js";
import type { World } from "../state/world.js";
import { html } from "hono/html";
import { guard } from "./guard.js";
import { itemPage } from "./item.js";
import { layout } from "./layout.js";
import type { Html } from "./layout.js";
import { issueList, repositoryList } from "./lists.js";
import { accessToken, signInAs, signInPage } from "./sign-in.js";
import { STYLE } from "./style.js";

const MAX_FORM_BYTES = 1024 * 1024;
/** See Other: the page shows what came of the act. */
const DONE = 303;

/** The pages on which people play their parts, as one Hono application. After an act a page waits for `answered`. */
export function createPages(world: World, answered: () => Promise<void>): Hono {
  const site = new Hono();
  // Asked by the App itself, which is no page: it sends no origin.
  site.post("/login/oauth/access_token", (c) => accessToken(world, c));
  site.use(guard(world), bodyLimit({ maxSize: MAX_FORM_BYTES }));
  site.onError((error, c) =>
    show(
      world,
      c,
      "Not possible",
      html`<h1>Not possible</h1>
        <p class="error">${error.message}</p>`,
      422,
    ),
  );
  site.notFound((c) => show(world, c, "Not found", html`<h1>Not found</h1>`, 404));
  site.post("/:owner/*", async (c, next) => {
    await next();
    // What leads on is an act that was done.
    if (c.res.status === DONE) await answered();
  });
  site.get("/style.css", (c) => c.text(STYLE, 200, { "content-type": "text/css; charset=utf-8" }));
  site.get("/", (c) => show(world, c, "Repositories", repositoryList(visible(world, you(world, c)))));
  site.post("/you", (c) => become(world, c));
  site.get("/login/oauth/authorize", (c) => show(world, c, "Sign in", signInPage(world, c)));
  site.get("/login/oauth/authorize/as/:login", (c) => signInAs(world, c));
  site.get("/:owner/:repo", (c) => withRepository(world, c, (one) => show(world, c, fullName(one), issueList(one))));
  site.get("/:owner/:repo/issues", (c) => withRepository(world, c, (one) => show(world, c, fullName(one), issueList(one))));
  site.post("/:owner/:repo/issues", (c) => open(world, c, "issues"));
  site.post("/:owner/:repo/pulls", (c) => open(world, c, "pull"));
  for (const kind of ["issues", "pull"])
    site.get(`/:owner/:repo/${kind}/:number`, (c) => withItem(world, c, (one) => show(world, c, one.title, itemPage(world, one))));
  site.post("/:owner/:repo/issues/:number/:act", (c) => withItem(world, c, (one) => change(world, c, one)));
  return site;
}

function you(world: World, c: Context): string {
  const wanted = findAccount(world, getCookie(c, "you") ?? "");
  const first = [...world.accounts.values()].find((one) => one.type === "User" && !one.deleted);
  return (wanted?.type === "User" ? wanted : first)?.login ?? "";
}

async function show(world: World, c: Context, title: string, content: Html, status: 200 | 404 | 422 = 200): Promise<Response> {
  return c.html(await layout(world, { you: you(world, c), path: `${c.req.path}${new URL(c.req.url).search}` }, { title, content }), status);
}

function visible(world: World, login: string): Repository[] {
  const account = findAccount(world, login);
  return world.repositories.filter((one) => !one.private || (account && permissionOf(world, one, account) !== "none"));
}

async function become(world: World, c: Context): Promise<Response> {
  const login = await field(c, "login");
  if (findAccount(world, login)) setCookie(c, "you", login, { httpOnly: true, sameSite: "Strict", path: "/" });
  return c.redirect(pathIn(await field(c, "back")), DONE);
}

/** Where somebody was; never another site's address. */
function pathIn(back: string): string {
  return /^\/(?![/\\])[\w./-]*(?:\?[\w.~%&=+-]*)?$/.test(back) ? back : "/";
}

async function withRepository(world: World, c: Context, then: (repository: Repository) => Promise<Response>): Promise<Response> {
  const repository = findRepository(world, c.req.param("owner") ?? "", c.req.param("repo") ?? "");
  if (!repository || !visible(world, you(world, c)).includes(repository)) return c.notFound();
  return then(repository);
}

function withItem(world: World, c: Context, then: (issue: Issue) => Promise<Response>): Promise<Response> {
  return withRepository(world, c, async (repository) => {
    const issue = repository.issues.get(Number(c.req.param("number")));
    return issue ? then(issue) : c.notFound();
  });
}

async function open(world: World, c: Context, kind: "issues" | "pull"): Promise<Response> {
  return withRepository(world, c, async (repository) => {
    const person = new Person(world, you(world, c));
    const wish = { title: await field(c, "title"), body: await field(c, "body") };
    const name = fullName(repository);
    const number = kind === "issues" ? person.openIssue(name, wish) : person.openPullRequest(name, wish);
    return c.redirect(`/${name}/${kind}/${number}`, DONE);
  });
}

async function change(world: World, c: Context, issue: Issue): Promise<Response> {
  const person = new Person(world, you(world, c));
  const [repo, number] = [fullName(issue.repository), issue.number];
  const acts = new Map<string, () => Promise<unknown>>([
    ["comment", async () => person.comment(repo, number, await field(c, "body"))],
    ["edit", async () => person.editBody(repo, number, await field(c, "body"))],
    ["label", async () => person.addLabel(repo, number, await field(c, "label"))],
    ["unlabel", async () => person.removeLabel(repo, number, await field(c, "label"))],
    ["close", async () => person.close(repo, number)],
    ["reopen", async () => person.reopen(repo, number)],
    ["approve", async () => person.review(repo, number, "APPROVED", await field(c, "body"))],
    ["request-changes", async () => person.review(repo, number, "CHANGES_REQUESTED", await field(c, "body"))],
    ["merge", async () => person.mergePullRequest(repo, number)],
  ]);
  const act = acts.get(c.req.param("act") ?? "");
  if (!act) return c.notFound();
  await act();
  return c.redirect(`/${repo}/${issue.pull ? "pull" : "issues"}/${number}`, DONE);
}

/** A form's text, with the CRLF that browsers send: GitHub keeps it too. */
async function field(c: Context, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name];
  return typeof value === "string" ? value : "";
}
