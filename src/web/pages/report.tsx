import { sameLogin } from "../../core/basics/names.js";
import { isIsoDate } from "../../core/time/dates.js";
import { REPORT_WORDS } from "../../render/pages/report-words.js";
import { Layout, type Crumbs } from "./layout.js";
import { RepositoryPages } from "./nav.js";
import type { Known, Making, MadeReport, ReportDays, Reported, Shown } from "./page.js";
import { Say } from "./parts.js";

/** Where a report is shown. */
interface Place {
  title: string;
  crumbs: Crumbs;
  path: string;
  /** Of one repository: its path. */
  repository: string | null;
  repositories: Reported[];
}

/** Where the time goes between the stages of a repository. */
export async function reportPage(making: Making, { name, path, readable, shown }: Known): Promise<Shown> {
  return await shownReport(making, {
    title: REPORT_WORDS.title(name),
    crumbs: [{ name, path }, { name: REPORT_WORDS.name }],
    path: `${path}/report`,
    repository: path,
    repositories: [{ id: shown.repositoryId, owner: readable.owner, name: readable.name }],
  });
}

/** The same over the repositories of an owner that GitHub lists as opened to the visitor; null where Baton knows none of them. */
export async function ownerReportPage(making: Making, owner: string): Promise<Shown | null> {
  const { store, visit } = making;
  const readable = (await visit.permissions.repositories(visit.session)).filter((one) => sameLogin(one.owner, owner));
  const known = new Set((await store.shownRepositories(readable.map(({ nodeId }) => nodeId))).map(({ repositoryId }) => repositoryId));
  const repositories = readable
    .filter(({ nodeId }) => known.has(nodeId))
    .map((one) => ({ id: one.nodeId, owner: one.owner, name: one.name }));
  const [first] = repositories;
  if (!first) return null;
  return await shownReport(making, {
    title: REPORT_WORDS.title(first.owner),
    crumbs: [{ name: first.owner }, { name: REPORT_WORDS.name }],
    path: `/${first.owner}/report`,
    repository: null,
    repositories: repositories.toSorted((a, b) => a.name.localeCompare(b.name)),
  });
}

async function shownReport({ reports, visit, now }: Making, place: Place): Promise<Shown> {
  const days = daysOf(visit.query);
  const made = days === null ? "no_days" : await reports.report(place.repositories, days);
  const page = (
    <Layout title={place.title} login={visit.session.login} crumbs={place.crumbs} twin={`${place.path}.json`}>
      <h1>{place.title}</h1>
      {place.repository === null ? <Over repositories={place.repositories} /> : <RepositoryPages path={place.repository} here="report" />}
      <Period path={place.path} days={days} now={now} />
      {typeof made === "string" ? (
        <p class="card empty">
          <Say words={REFUSALS[made].words} />
        </p>
      ) : (
        <Figures made={made} />
      )}
    </Layout>
  );
  if (typeof made !== "string") return { data: made.json, page };
  return { data: { error: REFUSALS[made].words }, page, status: REFUSALS[made].status };
}

const REFUSALS = {
  no_days: { words: REPORT_WORDS.noDays, status: 400 },
  too_much: { words: REPORT_WORDS.tooMuch, status: 503 },
  busy: { words: REPORT_WORDS.busy, status: 503 },
  too_many: { words: REPORT_WORDS.tooMany, status: 429 },
} as const;

/** The days that an address names; null where it names none that are. */
function daysOf(query: URLSearchParams): ReportDays | null {
  const [since, until] = [dayOf(query, "since"), dayOf(query, "until")];
  if ([since, until].some((day) => day !== null && !isIsoDate(day))) return null;
  return since !== null && until !== null && since >= until ? null : { since, until };
}

/** A form sends what was left empty, too. */
function dayOf(query: URLSearchParams, name: string): string | null {
  const text = query.get(name) ?? "";
  return text === "" ? null : text;
}

function Figures({ made }: { made: MadeReport }) {
  return <div dangerouslySetInnerHTML={{ __html: made.html }} />;
}

function Over({ repositories }: { repositories: readonly Reported[] }) {
  return (
    <p>
      <span class="dim">{REPORT_WORDS.over}</span>{" "}
      {repositories.map(({ owner, name }, index) => (
        <>
          {index === 0 ? "" : ", "}
          <a href={`/${owner}/${name}/report`}>{name}</a>
        </>
      ))}
    </p>
  );
}

const LATELY = [30, 90, 365] as const;
const DAY_MS = 86_400_000;

function Period({ path, days, now }: { path: string; days: ReportDays | null; now: number }) {
  const ago = (n: number) => new Date(now - n * DAY_MS).toISOString().slice(0, 10);
  const here = (since: string | null) => (days !== null && days.since === since && days.until === null ? "true" : undefined);
  return (
    <form method="get" action={path} class="filters" aria-label={REPORT_WORDS.period}>
      <div>
        <label>
          {REPORT_WORDS.since} <input type="date" name="since" value={days?.since ?? ""} />
        </label>
        <label>
          {REPORT_WORDS.until} <input type="date" name="until" value={days?.until ?? ""} />
        </label>
        <button type="submit">{REPORT_WORDS.show}</button>
      </div>
      <div>
        <a href={path} aria-current={here(null)}>
          {REPORT_WORDS.everything}
        </a>
        {LATELY.map((n) => (
          <a href={`${path}?since=${ago(n)}`} aria-current={here(ago(n))}>
            {REPORT_WORDS.lately(n)}
          </a>
        ))}
      </div>
    </form>
  );
}
