import type { Person } from "../../core/facts/person.js";
import { sameLogin } from "../../core/basics/names.js";
import { byUrgency, concerns } from "../../core/shown/queue.js";
import type { BoardRow, ShownRepository, ShownRole, Wait } from "../../core/shown/types.js";
import { BOARD_WORDS } from "../../render/pages/board.js";
import { QUEUE_WORDS, waitWords } from "../../render/pages/queue.js";
import { WORDS } from "../../render/pages/words.js";
import type { ArtefactStanding } from "../../core/context/standing.js";
import { Layout } from "./layout.js";
import type { Known, Making, Shown } from "./page.js";
import { owedIn, type Owed, type WaitsFor } from "./owed.js";
import { Say } from "./parts.js";

/** Something that waits for the visitor. */
interface Waiting {
  repository: string;
  /** Null for what is no item. */
  number: number | null;
  title: string;
  /** On GitHub, where it is done. */
  url: string;
  path: string;
  what: Wait["what"] | "artefact";
  words: string;
  role: string | null;
  since: number;
  due: number | null;
}

interface Mine {
  name: string;
  path: string;
  open: number;
}

/** More teams than this are not asked about: nobody is in so many. */
const MOST_TEAMS = 40;
const MOST_SHOWN = 200;

/** What waits for the visitor, in all repositories that they were let into, and those repositories. */
export async function frontPage(making: Making): Promise<Shown> {
  const { store, visit, now } = making;
  const readable = await visit.permissions.repositories(visit.session);
  const ids = readable.map(({ nodeId }) => nodeId);
  const shown = new Map((await store.shownRepositories(ids)).map((one) => [one.repositoryId, one]));
  const rows = await store.boardRows([...shown.keys()]);
  const known = readable.flatMap((one): Known[] => {
    const found = shown.get(one.nodeId);
    const name = `${one.owner}/${one.name}`;
    return found ? [{ name, path: `/${name}`, readable: one, shown: found }] : [];
  });
  const standings = await store.artefactsOf([...shown.keys()]);
  const asked = known.map((one) => ({ repository: one, asked: askedIn(one, rows.get(one.shown.repositoryId), standings) }));
  const { waiting, unread } = await waitingFor(making, asked);
  const repositories = known
    .map(({ name, path, shown: { repositoryId } }): Mine => ({ name, path, open: governed(rows.get(repositoryId)).length }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const data = { login: visit.session.login, waiting, repositories };
  return { data, page: <Front login={visit.session.login} waiting={waiting} repositories={repositories} unread={unread} now={now} /> };
}

/** What is in no stage only waits for somebody. */
function governed(rows: readonly BoardRow[] = []): BoardRow[] {
  return rows.filter(({ row }) => row.stage !== "");
}

/** What waits for somebody in a repository: items, and what its roles owe. */
function askedIn(known: Known, rows: readonly BoardRow[] = [], standings: ReadonlyMap<string, ArtefactStanding[]>): Asked[] {
  const items = rows.flatMap(({ row }) => row.waits.map((wait): Asked => ({ wait, waiting: () => waitingOf(known, row, wait) })));
  const owed = owedIn(known, standings.get(known.shown.repositoryId) ?? []);
  return [...items, ...owed.map((one): Asked => ({ wait: one.wait, waiting: () => owedOf(known, one) }))];
}

interface Asked {
  wait: WaitsFor;
  /** Made only of what is shown. */
  waiting(this: void): Waiting;
}

async function waitingFor(
  { visit }: Making,
  known: readonly { repository: Known; asked: readonly Asked[] }[],
): Promise<{ waiting: Waiting[]; unread: number }> {
  const { session, permissions } = visit;
  const teams = new Map<string, boolean>();
  let unread = 0;
  const isIn = async (team: string): Promise<boolean> => {
    const before = teams.get(team.toLowerCase());
    if (before !== undefined) return before;
    if (teams.size >= MOST_TEAMS) {
      unread += 1;
      return false;
    }
    const is = await permissions.isInTeam(session, team);
    teams.set(team.toLowerCase(), is);
    return is;
  };
  const found: Asked[] = [];
  for (const { repository, asked } of known) {
    const roles = await rolesOf(session, repository.shown, new Set(asked.flatMap(({ wait }) => wait.role ?? [])), isIn);
    for (const one of asked) if (concerns(one.wait, session, roles)) found.push(one);
  }
  const sorted = found.toSorted((a, b) => byUrgency(a.wait, b.wait)).slice(0, MOST_SHOWN);
  return { waiting: sorted.map(({ waiting }) => waiting()), unread };
}

/** The roles that the visitor is in, among those that something waits for. */
async function rolesOf(
  who: Person,
  { policy }: ShownRepository,
  wanted: ReadonlySet<string>,
  isIn: (team: string) => Promise<boolean>,
): Promise<Set<string>> {
  const roles = new Set<string>();
  for (const role of policy.roles) {
    if (!wanted.has(role.id)) continue;
    if (role.users.some((user) => isUser(user, who))) roles.add(role.id);
    for (const team of role.teams) if (!roles.has(role.id) && (await isIn(team))) roles.add(role.id);
  }
  return roles;
}

/** The account that the login named when the policy was first read; where that is not known, the login. */
function isUser({ id, login }: ShownRole["users"][number], who: Person): boolean {
  return id === null ? sameLogin(login, who.login) : id === who.id;
}

function waitingOf({ name, path, shown }: Known, { number, title, url, stage, to }: BoardRow["row"], wait: Wait): Waiting {
  const nameOf = (id: string | null) => shown.policy.stages.find((one) => one.id === id)?.name ?? id ?? "";
  const boundary = to === null ? nameOf(stage) : `${nameOf(stage)} → ${nameOf(to)}`;
  const { what, role, since, due } = wait;
  return {
    repository: name,
    number,
    title,
    url,
    path: stage === "" ? path : `${path}/${number}`,
    what,
    words: waitWords(wait, boundary),
    role,
    since,
    due,
  };
}

function owedOf({ name, path }: Known, { title, url, words, wait: { role, since, due } }: Owed): Waiting {
  return { repository: name, number: null, title, url, path: `${path}/roles`, what: "artefact", words, role, since, due };
}

interface FrontProps {
  login: string;
  waiting: Waiting[];
  repositories: Mine[];
  unread: number;
  now: number;
}

function Front({ login, waiting, repositories, unread, now }: FrontProps) {
  return (
    <Layout title={WORDS.brand} login={login} twin="/index.json">
      <h1>{QUEUE_WORDS.title}</h1>
      {waiting.length === 0 ? (
        <div class="card">
          <p class="empty">
            {QUEUE_WORDS.none}
            <br />
            <span class="small">{QUEUE_WORDS.noneWhy}</span>
          </p>
        </div>
      ) : (
        <ul class="card">
          {waiting.map((one) => (
            <Waits one={one} now={now} />
          ))}
        </ul>
      )}
      {unread === 0 ? null : <p class="dim small">{QUEUE_WORDS.unread(unread)}</p>}
      <h2>{QUEUE_WORDS.repositories}</h2>
      {repositories.length === 0 ? (
        <p class="dim">{QUEUE_WORDS.noRepositories}</p>
      ) : (
        <ul class="card">
          {repositories.map(({ name, path, open }) => (
            <li class="row">
              <a href={path}>{name}</a>
              <span class="when">
                {open} {QUEUE_WORDS.open}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Reports repositories={repositories} />
    </Layout>
  );
}

function Reports({ repositories }: { repositories: Mine[] }) {
  const owners = [...new Set(repositories.map(({ name }) => name.split("/")[0] ?? ""))];
  return (
    <>
      {owners.map((owner) => (
        <p>
          <a href={`/${owner}/report`}>{QUEUE_WORDS.report(owner)}</a>
        </p>
      ))}
    </>
  );
}

function Waits({ one, now }: { one: Waiting; now: number }) {
  const isLate = one.due !== null && one.due <= now;
  return (
    <li class="row">
      <span class="what">
        <a href={one.url}>{one.title}</a>
      </span>
      <span class="when">{one.due === null ? QUEUE_WORDS.waits(now - one.since) : <Due due={one.due} late={isLate} now={now} />}</span>
      <span class="why">
        <Say words={one.words} />
        <br />
        <a class="small" href={one.path}>
          {one.number === null ? one.repository : `${one.repository}#${one.number}`}
        </a>
        {one.role === null ? null : (
          <>
            {" "}
            <span class="chip">{one.role}</span>
          </>
        )}
      </span>
    </li>
  );
}

function Due({ due, late, now }: { due: number; late: boolean; now: number }) {
  return late ? <span class="chip overdue">{BOARD_WORDS.overdue(now - due)}</span> : <span>{BOARD_WORDS.left(due - now)}</span>;
}
