import { partTitle } from "../../core/content/content-parts.js";
import { liftEntry } from "../../core/ledger/lift.js";
import type { ShownEntry, ShownPage } from "../../core/shown/types.js";
import { ITEM_WORDS } from "../../render/pages/item-words.js";
import { entryWords, type Told } from "../../render/pages/timeline.js";
import { diffLines, type DiffLine } from "./diff.js";
import { Gates } from "./gates.js";
import { Layout } from "./layout.js";
import type { Known, Making, Shown } from "./page.js";
import { Say, SayAll, When } from "./parts.js";
import { provedReceipts, Receipts } from "./receipts.js";

const MOST_ENTRIES = 200;

interface Changed {
  part: string;
  lines: DiffLine[];
}

interface Happened {
  at: number;
  kind: string;
  actor: string | null;
  words: string;
  proof: ShownEntry["proof"];
}

/** Everything about one item. */
export async function itemPage({ store, visit }: Making, known: Known, number: number): Promise<Shown | null> {
  const { repositoryId, policy } = known.shown;
  const { owner, name } = known.readable;
  const found = await store.shownPage({ kind: "item", installationId: 0, repositoryId, owner, name, number });
  if (!found) return null;
  const entries = await store.entriesOf(found.nodeId, MOST_ENTRIES);
  const told: Told = {
    timezone: policy.timezone,
    stage: (id) => policy.stages.find((one) => one.id === id)?.name ?? id ?? "",
  };
  const shown = {
    item: found,
    changed: changedSince(found),
    history: entries.map((entry) => happened(entry, told)),
    receipts: provedReceipts(found.record.receipts, entries, told),
  };
  const { row, page, acked, trouble } = found;
  const data = {
    repository: known.name,
    ...row,
    trouble,
    page,
    acked: acked && { at: acked.at, by: acked.by.map(({ login }) => login) },
    changed: shown.changed,
    history: shown.history,
    receipts: shown.receipts,
  };
  const title = `${row.title} · #${row.number}`;
  const crumbs = [{ name: known.name, path: known.path }, { name: `#${row.number}` }];
  const twin = `${known.path}/${row.number}.json`;
  return {
    data,
    page: (
      <Layout title={title} login={visit.session.login} crumbs={crumbs} twin={twin}>
        <Head item={found} />
        <Gates page={page} />
        <Changes item={found} changed={shown.changed} timezone={policy.timezone} />
        <Receipts receipts={shown.receipts} timezone={policy.timezone} />
        <History entries={shown.history} timezone={policy.timezone} all={entries.length < MOST_ENTRIES} />
      </Layout>
    ),
  };
}

/** Parts that count now beside what they were when somebody acknowledged last; null where nobody did. */
function changedSince({ acked, content }: ShownPage): Changed[] | null {
  if (acked === null) return null;
  const keys = [...new Set([...Object.keys(acked.content), ...Object.keys(content)])].toSorted();
  return keys.flatMap((key) => {
    const [before, after] = [textAt(acked.content, key), textAt(content, key)];
    // A part that no gate reads any more, or did not then, is no change of the text.
    if (before === null || after === null || before === after) return [];
    return [{ part: partTitle(key), lines: diffLines(before, after) }];
  });
}

function textAt(content: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(content, key) ? (content[key] ?? null) : null;
}

function happened(entry: ShownEntry, told: Told): Happened {
  const { at, kind, actor, proof } = entry;
  return { at, kind, actor, words: entryWords(liftEntry(entry), told), proof };
}

function Head({ item: { row, page, trouble } }: { item: ShownPage }) {
  return (
    <>
      <h1>
        {row.title} <span class="dim">#{row.number}</span>
      </h1>
      <p>
        <a href={row.url}>{ITEM_WORDS.onGitHub}</a>
      </p>
      {trouble === null ? null : (
        <p class="chip error">
          {ITEM_WORDS.trouble}: {trouble}
        </p>
      )}
      <ol class="rail" aria-label={ITEM_WORDS.rail}>
        {page.rail.map(({ name, is, arrow }) => (
          <li class={arrow === null ? "" : `next-${arrow}`} aria-current={is === "here" ? "step" : undefined}>
            <span class={`stop ${is === "forced" ? "done" : is}`}>
              {is === "done" ? "✓ " : is === "forced" ? "! " : null}
              <Say words={name} />
            </span>
          </li>
        ))}
      </ol>
      <SayAll words={`**${page.headline}**`} />
      {page.notices.map((notice) => (
        <SayAll words={notice} />
      ))}
      <div class="card">
        <SayAll words={page.next} />
      </div>
    </>
  );
}

const MOST_LINES = 400;

function Changes({ item: { acked }, changed, timezone }: { item: ShownPage; changed: Changed[] | null; timezone: string }) {
  return (
    <section>
      <h2>{ITEM_WORDS.changed}</h2>
      {acked === null || changed === null ? (
        <p class="dim">{ITEM_WORDS.neverAcked}</p>
      ) : (
        <>
          <p class="dim small">
            {ITEM_WORDS.changedSince(acked.by.map(({ login }) => `@${login}`).join(", "))}
            <When at={acked.at} timezone={timezone} />
          </p>
          {changed.length === 0 ? <p>{ITEM_WORDS.unchanged}</p> : changed.map((one) => <Diff changed={one} />)}
        </>
      )}
    </section>
  );
}

function Diff({ changed: { part, lines } }: { changed: Changed }) {
  const shown = lines.slice(0, MOST_LINES);
  return (
    <>
      <h3>{part}</h3>
      <div class="diff" tabindex={0} role="group" aria-label={part}>
        {shown.map(({ is, text }) => (is === "gone" ? <del>{text}</del> : is === "new" ? <ins>{text}</ins> : <span>{text}</span>))}
      </div>
      {lines.length > shown.length ? <p class="dim small">{ITEM_WORDS.moreDiff(lines.length - shown.length)}</p> : null}
    </>
  );
}

function History({ entries, timezone, all }: { entries: Happened[]; timezone: string; all: boolean }) {
  return (
    <section>
      <h2>{ITEM_WORDS.history}</h2>
      {entries.length === 0 ? <p class="dim">{ITEM_WORDS.noHistory}</p> : null}
      <ol class="time">
        {entries.map(({ at, words }) => (
          <li>
            <Say words={words} />{" "}
            <span class="dim small nowrap">
              <When at={at} timezone={timezone} />
            </span>
          </li>
        ))}
      </ol>
      {all ? null : <p class="dim small">{ITEM_WORDS.older(entries.length)}</p>}
    </section>
  );
}
