import type { ArtefactStanding } from "../../core/context/standing.js";
import { pageMeaning } from "../../core/context/meaning.js";
import { ownEntry } from "../../core/basics/own-entry.js";
import { CONTEXT_MARKER } from "../../core/facts/context-issue.js";
import { artefactIn } from "../../core/policy/roles/artefacts.js";
import type { Policy, Role } from "../../core/policy/types.js";
import type { ContextPage } from "../../core/publishing/context-issue.js";
import type { RoleFlow } from "../../core/shown/roles.js";
import { inert } from "../inert.js";
import { cell, folded, join } from "../markdown.js";
import { policyWords } from "../policy-words.js";
import { receivers, roleMapOf, wayWords } from "../roles/map.js";
import { actWords, stateWords, versionWords } from "./states.js";

const TITLE = "Baton: context between roles";
/** GitHub takes 65,536 characters. */
const MOST_CHARACTERS = 60_000;
const HEAD = ["What", "From", "For", "How fresh", "Newest version", "State", "Who must act"];

/** One line of the table. */
interface Row {
  flow: RoleFlow;
  /** Null for what is not published: it travels with a hand-off, or comes from outside. */
  standing: ArtefactStanding | null;
}

/** Takes a policy and how its artefacts stand; returns the issue about what flows between roles, what is overdue first. */
export function contextPage(policy: Policy, standings: readonly ArtefactStanding[]): ContextPage {
  const { flows } = roleMapOf(policy);
  const known = new Map(standings.map((one) => [one.artefact, one]));
  const rows = flows.map((flow): Row => ({ flow, standing: flow.by && "document" in flow.by ? (known.get(flow.artefact) ?? null) : null }));
  const holders = [...new Set(standings.map(({ producer }) => producer))].map((id) => holderOf(policy, id));
  const body = [CONTEXT_MARKER, intro(rows), ...table(policy, rows.toSorted(byUrgency)), HOW].join("\n\n");
  return { title: TITLE, body, meaning: pageMeaning({ flows, holders, standings }) };
}

const HOW = folded(
  "How this is found out",
  "The newest version of what is published is the newest commit on the default branch that changed the content of one of its files; its date is that of the push that brought it, where GitHub tells. It is stale when it is older than the tightest cadence that a role's file names, in the policy's working time, unfit when its own checks are red, and missing when there is none. The page is edited at once when a version, a state or the policy changes, and once a day at most where only time passed. It stays as it is, open or closed.",
);

function intro(rows: readonly Row[]): string {
  const owed = rows.filter(({ standing }) => standing !== null && ORDER[standing.state] < ORDER.unknown).length;
  const first = "What each role needs from others and gives to them. Baton keeps this page up to date.";
  if (rows.length === 0) return `${first} No role's file says yet what it takes and gives.`;
  return owed === 0 ? `${first} Nothing is overdue.` : `${first} **${owed} of ${rows.length}** must be seen to, these first.`;
}

function table(policy: Policy, rows: readonly Row[]): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map((row) => line(rowCells(policy, row)));
  const shown: string[] = [];
  let length = 0;
  for (const one of lines) {
    length += one.length + 1;
    if (length > MOST_CHARACTERS) break;
    shown.push(one);
  }
  const text = [line(HEAD), `|${"---|".repeat(HEAD.length)}`, ...shown].join("\n");
  return shown.length === rows.length ? [text] : [text, `${rows.length - shown.length} more are told by \`baton roles\`.`];
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(" | ")} |`;
}

function rowCells(policy: Policy, { flow, standing }: Row): string[] {
  const zone = policy.calendar?.timezone ?? "UTC";
  const name = flow.name === flow.artefact ? inert(flow.artefact) : `${policyWords(flow.name)} (${inert(flow.artefact)})`;
  const from = flow.external ? `${policyWords(flow.from)} (outside)` : inert(flow.from);
  return [
    name,
    from,
    join(receivers(flow, inert), "and", 20),
    freshness(policy, flow),
    standing ? versionWords(standing, zone) : "",
    standing ? stateWords(standing, zone) : unpublished(flow),
    standing ? actWords(standing, holderOf(policy, standing.producer)) : "",
  ];
}

/** The tightest that a role names, and how it gets there. */
function freshness(policy: Policy, flow: RoleFlow): string {
  const asked = artefactIn(policy, flow.artefact)?.cadences ?? [];
  const tightest = asked.toSorted((a, b) => a.ms - b.ms)[0];
  const words = wayWords(tightest ? { ...flow, cadence: tightest.text } : flow);
  return words === "" ? "" : policyWords(words);
}

function unpublished({ by, external }: RoleFlow): string {
  if (by) return "travels with each hand-off";
  return external ? "comes from outside" : "nobody gives it";
}

function holderOf(policy: Policy, id: string): Role {
  return ownEntry(policy.roles, id) ?? { id, users: [], teams: [] };
}

const ORDER: Record<ArtefactStanding["state"], number> = { stale: 0, missing: 1, unfit: 2, unknown: 3, fresh: 4 };
const LAST = 5;

/** Overdue first, the longest overdue before; then what is due soonest. */
function byUrgency(a: Row, b: Row): number {
  const place = ({ standing }: Row) => (standing ? ORDER[standing.state] : LAST);
  const until = ({ standing }: Row) => standing?.until ?? Number.MAX_SAFE_INTEGER;
  return place(a) - place(b) || until(a) - until(b);
}
