import type { ShownRole } from "../../core/shown/types.js";
import { ROLE_WORDS } from "../../render/pages/role-words.js";
import { Say } from "./parts.js";

/** Each role with its people and what its file says. */
export function RoleList({ roles }: { roles: readonly ShownRole[] }) {
  return (
    <section>
      <h2>{ROLE_WORDS.roles}</h2>
      <ul class="card">
        {roles.map((role) => (
          <OneRole role={role} />
        ))}
      </ul>
    </section>
  );
}

function OneRole({ role: { id, users, teams, file } }: { role: ShownRole }) {
  return (
    <li id={`role-${id}`}>
      <strong>
        {file === null ? (
          id
        ) : (
          <a href={file.url}>
            <Say words={file.name} />
          </a>
        )}
      </strong>{" "}
      {file === null ? null : <code>{id}</code>}{" "}
      {users.length + teams.length === 0 ? (
        <span class="chip pending">{ROLE_WORDS.nobody}</span>
      ) : (
        <span class="dim">{[...teams, ...users.map(({ login }) => `@${login}`)].join(", ")}</span>
      )}
      {file === null ? null : <Described file={file} />}
    </li>
  );
}

function Described({ file: { purpose, sections } }: { file: NonNullable<ShownRole["file"]> }) {
  return (
    <>
      <p>
        <Say words={purpose} />
      </p>
      {sections.length === 0 ? null : (
        <details>
          <summary>{ROLE_WORDS.described}</summary>
          {sections.map(({ title, lines }) => (
            <>
              <h3>
                <Say words={title} />
              </h3>
              <ul>
                {lines.map((line) => (
                  <li>
                    <Say words={line} />
                  </li>
                ))}
              </ul>
            </>
          ))}
        </details>
      )}
    </>
  );
}
