import { stageAges, type StageAge } from "../../core/shown/ages.js";
import type { BoardRow, ShownPolicy, ShownRow, ShownState } from "../../core/shown/types.js";
import { BOARD_WORDS, beyondWords, holderWords, stageAgeWords } from "../../render/pages/board.js";
import { STATE_WORDS } from "../../render/pages/queue.js";
import { lasting } from "../../render/pages/time.js";
import { Layout } from "./layout.js";
import type { Known, Making, Shown } from "./page.js";
import { RepositoryPages } from "./nav.js";
import { Say, State, When } from "./parts.js";

/** More of a stage is on its further pages. */
const PER_STAGE = 50;
const PER_PAGE = 200;

interface Filter {
  role: string | null;
  state: string | null;
  stage: string | null;
  /** From 1; of one stage. */
  page: number;
}

/** A stage with its items, those first whose time ends first, then those that are there longest. */
interface Lane {
  id: string;
  name: string;
  age: StageAge | undefined;
  count: number;
  items: BoardRow[];
}

/** Who has the ball, stage by stage. */
export async function boardPage({ store, visit, now }: Making, known: Known): Promise<Shown> {
  const { repositoryId, policy } = known.shown;
  const [rows, visits, missing] = await Promise.all([
    store.boardRows([repositoryId]),
    store.shownVisits(repositoryId),
    store.notYetShown(repositoryId),
  ]);
  const all = rows.get(repositoryId) ?? [];
  const filter = filterOf(visit.query);
  const lanes = lanesOf(policy, all, filter, stageAges(visits));
  const data = {
    repository: known.name,
    stages: lanes.map(({ id, name, age, count, items }) => ({
      id,
      name,
      count,
      age: age ?? null,
      items: items.map(({ row: { version: _version, waits: _waits, ...row }, trouble }) => ({ ...row, trouble })),
    })),
    missing,
  };
  const roles = [...new Set(all.flatMap(({ row }) => row.holder.role ?? []))].toSorted();
  const page = (
    <Layout title={known.name} login={visit.session.login} crumbs={[{ name: known.name }]} twin={`${known.path}/board.json`}>
      <h1>{BOARD_WORDS.title(known.name)}</h1>
      <RepositoryPages path={known.path} here="board" />
      {missing === 0 ? null : <p class="dim">{BOARD_WORDS.missing(missing)}</p>}
      <Filters path={known.path} filter={filter} roles={roles} policy={policy} />
      {lanes.some(({ count }) => count > 0) ? null : <p class="card empty">{BOARD_WORDS.none}</p>}
      {lanes.map((lane) => (
        <Stage lane={lane} known={known} filter={filter} now={now} />
      ))}
    </Layout>
  );
  return { data, page };
}

function filterOf(query: URLSearchParams): Filter {
  const page = Number(query.get("page") ?? 1);
  return {
    role: query.get("role"),
    state: query.get("state"),
    stage: query.get("stage"),
    page: Number.isInteger(page) && page >= 1 && page <= 1_000 ? page : 1,
  };
}

function lanesOf(policy: ShownPolicy, all: readonly BoardRow[], filter: Filter, ages: Map<string, StageAge>): Lane[] {
  const byStage = new Map<string, BoardRow[]>();
  for (const one of all) {
    if (!passes(one.row, filter)) continue;
    const lane = byStage.get(one.row.stage);
    if (lane) lane.push(one);
    else byStage.set(one.row.stage, [one]);
  }
  const shown = policy.stages.filter(({ id }) => filter.stage === null || filter.stage === id);
  return shown.map(({ id, name }) => {
    const items = (byStage.get(id) ?? []).toSorted((a, b) => byPressure(a.row, b.row));
    const [from, most] = filter.stage === null ? [0, PER_STAGE] : [(filter.page - 1) * PER_PAGE, PER_PAGE];
    return { id, name, age: ages.get(id), count: items.length, items: items.slice(from, from + most) };
  });
}

function passes(row: ShownRow, { role, state, stage }: Filter): boolean {
  return (role === null || row.holder.role === role) && (state === null || row.state === state) && (stage === null || row.stage === stage);
}

function byPressure(a: ShownRow, b: ShownRow): number {
  const [dueA, dueB] = [a.due?.at ?? Number.MAX_SAFE_INTEGER, b.due?.at ?? Number.MAX_SAFE_INTEGER];
  return dueA - dueB || a.since - b.since || a.number - b.number;
}

interface FiltersProps {
  path: string;
  filter: Filter;
  roles: string[];
  policy: ShownPolicy;
}

function Filters({ path, filter, roles, policy }: FiltersProps) {
  const states = Object.entries(STATE_WORDS) as [ShownState, string][];
  return (
    <nav class="filters" aria-label="Filters">
      <Choice path={path} filter={filter} key_="state" label={BOARD_WORDS.state} values={states} />
      <Choice path={path} filter={filter} key_="role" label={BOARD_WORDS.role} values={roles.map((role) => [role, role])} />
      <Choice path={path} filter={filter} key_="stage" label={BOARD_WORDS.stage} values={policy.stages.map(({ id, name }) => [id, name])} />
    </nav>
  );
}

interface ChoiceProps {
  path: string;
  filter: Filter;
  key_: "role" | "state" | "stage";
  label: string;
  values: [string, string][];
}

function Choice({ path, filter, key_, label, values }: ChoiceProps) {
  const chosen = filter[key_];
  const link = (value: string | null) => linkTo(path, { ...filter, [key_]: value, page: 1 });
  return (
    <div>
      <span class="dim small">{label}</span>
      <a href={link(null)} aria-current={chosen === null ? "true" : undefined}>
        {BOARD_WORDS.all}
      </a>
      {values.map(([value, words]) => (
        <a href={link(value)} aria-current={chosen === value ? "true" : undefined}>
          <Say words={words} />
        </a>
      ))}
    </div>
  );
}

function linkTo(path: string, { role, state, stage, page }: Filter): string {
  const given = Object.entries({ role, state, stage, page: page > 1 ? String(page) : null });
  const query = new URLSearchParams(given.filter((entry): entry is [string, string] => entry[1] !== null)).toString();
  return query === "" ? path : `${path}?${query}`;
}

interface StageProps {
  lane: Lane;
  known: Known;
  filter: Filter;
  now: number;
}

function Stage({ lane, known, filter, now }: StageProps) {
  const before = filter.stage === null ? 0 : (filter.page - 1) * PER_PAGE;
  const rest = lane.count - before - lane.items.length;
  const further = { ...filter, stage: lane.id, page: filter.stage === null ? 1 : filter.page + 1 };
  return (
    <section aria-labelledby={`stage-${lane.id}`}>
      <h2 id={`stage-${lane.id}`} class={lane.count === 0 ? "quiet" : ""}>
        <Say words={lane.name} /> <span class="dim">{lane.count}</span>
      </h2>
      {lane.count === 0 && lane.age === undefined ? null : <p class="dim small">{stageAgeWords(lane.age)}</p>}
      {lane.items.length === 0 ? null : <Items lane={lane} known={known} now={now} />}
      {rest > 0 ? (
        <p>
          <a href={linkTo(known.path, further)}>{BOARD_WORDS.more(rest)}</a>
        </p>
      ) : null}
    </section>
  );
}

function Items({ lane, known, now }: Omit<StageProps, "filter">) {
  const { item, holder, nearest, age, due, state } = BOARD_WORDS;
  return (
    <table class="stack board">
      <thead>
        <tr>
          {[item, holder, state, nearest, age, due].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lane.items.map((one) => (
          <Item one={one} age={lane.age} known={known} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function Item({ one: { row, trouble }, age, known, now }: { one: BoardRow; age: StageAge | undefined; known: Known; now: number }) {
  const beyond = beyondWords(now - row.since, age);
  return (
    <tr>
      <td>
        <a href={`${known.path}/${row.number}`}>{row.title}</a> <span class="dim">#{row.number}</span>
        {row.observed ? <span class="chip">{BOARD_WORDS.observed}</span> : null}
        {trouble === null ? null : <span class="chip error">{BOARD_WORDS.trouble}</span>}
      </td>
      <td data-label={BOARD_WORDS.holder}>{holderWords(row.holder)}</td>
      <td data-label={BOARD_WORDS.state}>
        <State state={row.state} />
      </td>
      <td data-label={BOARD_WORDS.nearest}>
        {row.nearest === null ? <span class="dim">{clearWords(row)}</span> : <Say words={row.nearest.gate} />}
      </td>
      <td class="age" data-label={BOARD_WORDS.age}>
        {lasting(now - row.since)}
        {beyond === "" ? null : (
          <>
            <br />
            <span class="dim small">{beyond}</span>
          </>
        )}
      </td>
      <td data-label={BOARD_WORDS.due}>
        {row.due === null ? null : <Deadline at={row.due.at} timezone={known.shown.policy.timezone} now={now} />}
      </td>
    </tr>
  );
}

function clearWords({ gates }: ShownRow): string {
  return gates.all === 0 ? "" : BOARD_WORDS.clear;
}

function Deadline({ at, timezone, now }: { at: number; timezone: string; now: number }) {
  return at <= now ? <span class="chip overdue">{BOARD_WORDS.overdue(now - at)}</span> : <When at={at} timezone={timezone} />;
}
