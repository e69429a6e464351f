import { html } from "hono/html";
import type { World } from "../state/world.js";

/** What html templates give. */
export type Html = ReturnType<typeof html>;

/** The frame of every page, with the "you are" switcher. */
export function layout(world: World, you: string, title: string, content: Html): Html {
  const people = [...world.accounts.values()].filter((one) => one.type === "User" && !one.deleted).map((one) => one.login);
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
              ${people.map((login) => html`<option ${login === you ? "selected" : ""}>${login}</option>`)}
            </select>
            <button>Switch</button>
          </form>
        </header>
        <main>${content}</main>
      </body>
    </html>`;
}
