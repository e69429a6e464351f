import { html } from "hono/html";
import { membersOf } from "../state/accounts.js";
import type { Account } from "../state/account-types.js";
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
              ${people.map((one) => html`<option value="${one.login}" ${one.login === you ? "selected" : ""}>${one.login}${aside(world, one)}</option>`)}
            </select>
            <input type="hidden" name="back" value="${path}" />
            <button>Switch</button>
          </form>
        </header>
        <main>${content}</main>
      </body>
    </html>`;
}

/** What their profile says, else their teams. */
function aside(world: World, { login, bio }: Account): string {
  const teams = world.teams.filter((team) => membersOf(world, team).some(({ user, state }) => user.login === login && state === "active"));
  const words = bio ?? teams.map(({ slug }) => slug).join(", ");
  return words === "" ? "" : ` (${words})`;
}
