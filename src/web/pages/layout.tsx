import type { Child } from "hono/jsx";
import { WORDS } from "../../render/pages/words.js";
import { PAGE_ICON, STYLE_SHEET } from "./style.js";

/** Where a page is, from the repository on: what each step is called, and its path where it leads somewhere else. */
export type Crumbs = readonly { name: string; path?: string }[];

export interface Frame {
  title: string;
  /** Who is signed in; null: nobody. */
  login: string | null;
  crumbs?: Crumbs;
  /** The page's data. */
  twin?: string;
  children?: Child;
}

/** The frame of every page. */
export function Layout({ title, login, crumbs = [], twin, children }: Frame) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === WORDS.brand ? title : `${title} · ${WORDS.brand}`}</title>
        <link rel="stylesheet" href={STYLE_SHEET.path} />
        <link rel="icon" type={PAGE_ICON.type} href={PAGE_ICON.path} />
        {twin === undefined ? null : <link rel="alternate" type="application/json" href={twin} />}
      </head>
      <body>
        <a class="skip" href="#content">
          {WORDS.skip}
        </a>
        <header class="top">
          <div class="bar">
            <Trail crumbs={crumbs} />
            {login === null ? null : <Visitor login={login} />}
          </div>
        </header>
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <footer>
          <p>{WORDS.footer}</p>
        </footer>
      </body>
    </html>
  );
}

function Trail({ crumbs }: { crumbs: Crumbs }) {
  return (
    <nav aria-label="Where you are">
      <ol>
        <li>
          <a class="brand" href="/">
            {WORDS.brand}
          </a>
        </li>
        {crumbs.map(({ name, path }) => (
          <li>{path === undefined ? <span aria-current="page">{name}</span> : <a href={path}>{name}</a>}</li>
        ))}
      </ol>
    </nav>
  );
}

function Visitor({ login }: { login: string }) {
  return (
    <form method="post" action="/-/sign-out">
      <span>
        {WORDS.you} <strong>{login}</strong>
      </span>
      <button type="submit">{WORDS.signOut}</button>
    </form>
  );
}

/** A page that only says something. */
export function Message({ login, title, text, children }: { login: string | null; title: string; text: string; children?: Child }) {
  return (
    <Layout title={title} login={login}>
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </Layout>
  );
}
