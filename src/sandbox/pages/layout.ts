import { html } from "hono/html";
import { membersOf } from "../state/accounts.js";
import type { World } from "../state/world.js";

/** What html templates give. */
export type Html = ReturnType<typeof html>;

/** Who looks at which page. */
interface Visit {
  you: string;
  path: string;
}

/** The frame of every page, with the "you are" switcher, which leads back to where one is. */
export function layout(world: World, { you, path }: Visit, { title, content }: { title: string; content: Html }): Html {
  const people = [...world.accounts.values()].filter((one) => one.type === "User" && !one.deleted);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <a href="/"><strong>Embedded GitHub</strong></a>
          <form class="inline" method="post" action="/you">
            <label for="login">You are</label>
            <select id="login" name="login">
              ${people.map(({ login }) => html`<option value="${login}" ${login === you ? "selected" : ""}>${login}${teamsOf(world, login)}</option>`)}
            </select>
            <input type="hidden" name="back" value="${path}" />
            <button>Switch</button>
          </form>
        </header>
        <main>${content}</main>
      </body>
    </html>`;
}

function teamsOf(world: World, login: string): string {
  const teams = world.teams.filter((team) => membersOf(world, team).some(({ user, state }) => user.login === login && state === "active"));
  return teams.length === 0 ? "" : ` (${teams.map(({ slug }) => slug).join(", ")})`;
}
