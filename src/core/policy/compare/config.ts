import { loginKey } from "../../basics/names.js";
import { DateTime } from "luxon";
import { templateMatcher } from "../../content/template-texts.js";
import { byMembers, byPresence, differ, type Difference, type Effect, type Ruled } from "./difference.js";
import { compareInitial, compareStages } from "./lifecycle.js";
import { compareRoles } from "./roles.js";
import { compareLabels } from "./labels.js";
import type { Config } from "../config.js";
import { TEMPLATES } from "../organisation/places.js";

/** A part of the configuration that stands or falls as one. */
interface ConfigUnit {
  /** Dotted path of the key it is written under. */
  key: string;
  compare(before: Ruled, after: Ruled): Difference[];
}

const neutral = (): Effect => "neutral";
const forbids = (_before: unknown, after: unknown): Effect => (after === "forbid" || after === "block" ? "tightened" : "loosened");

const adoptsLess = (_before: unknown, after: unknown): Effect => (after === "never" ? "tightened" : "loosened");

const UNITS: readonly ConfigUnit[] = [
  { key: "stages", compare: (a, b) => compareStages(a.lifecycle, b.lifecycle) },
  { key: "initial", compare: compareInitial },
  { key: "enforcement", compare: (a, b) => differ("enforcement", a.enforcement, b.enforcement, forbids) },
  { key: "governs_since", compare: compareSince },
  { key: "adopt", compare: (a, b) => differ("adopt", a.adopt, b.adopt, adoptsLess) },
  { key: "backward", compare: (a, b) => differ("backward", a.backward, b.backward, forbids) },
  { key: "acknowledgement.self", compare: (a, b) => allowance("acknowledgement.self", a.acknowledgement.self, b.acknowledgement.self) },
  { key: "acknowledgement.bots", compare: compareBots },
  { key: "override", compare: compareOverride },
  { key: "trusts", compare: compareTrusts },
  { key: "calendar", compare: (a, b) => differ("calendar", a.calendar, b.calendar, neutral) },
  { key: "pull_requests.require_issue", compare: compareRequireIssue },
  { key: "pull_requests.allowed_stages", compare: compareAllowedStages },
  { key: "pull_requests.exempt", compare: compareExempt },
  { key: "labels", compare: compareLabels },
  { key: "roles", compare: compareRoles },
  { key: TEMPLATES, compare: compareTemplates },
];

/** Compares two configurations. */
export function compareConfig(before: Ruled, after: Ruled): Difference[] {
  return UNITS.flatMap(({ compare }) => compare(before, after));
}

function compareSince(before: Config, after: Config): Difference[] {
  return differ("governs_since", before.governsSince, after.governsSince, (was, is): Effect => {
    return (is ?? 0) > (was ?? 0) ? "loosened" : "tightened";
  }).map((one) => ({ ...one, before: dayOf(before), after: dayOf(after) }));
}

function dayOf({ governsSince, calendar }: Config): string | null {
  return governsSince === null ? null : DateTime.fromMillis(governsSince, { zone: calendar?.timezone ?? "UTC" }).toISODate();
}

function allowance(what: string, before: boolean, after: boolean): Difference[] {
  return differ(what, before, after, (_was, is) => (is ? "loosened" : "tightened"));
}

function compareBots(before: Config, after: Config): Difference[] {
  const bots = ({ acknowledgement }: Config) => acknowledgement.bots.map(loginKey).toSorted();
  return differ("acknowledgement.bots", bots(before), bots(after), byMembers("subset"));
}

function compareTrusts(before: Config, after: Config): Difference[] {
  const names = ({ trusts }: Config) => [...new Set(trusts.map((name) => name.toLowerCase()))].toSorted();
  return differ("trusts", names(before), names(after), byMembers("subset"));
}

function compareOverride({ override: before }: Config, { override: after }: Config): Difference[] {
  if (before === null || after === null) return differ("override", before, after, (was, is) => byPresence(is, was)).map(unbroken);
  const second = differ("override.second", before.second, after.second, byPresence);
  return [...differ("override.by", before.by, after.by, (): Effect => "loosened"), ...second].map(unbroken);
}

function compareRequireIssue({ pullRequests: before }: Config, { pullRequests: after }: Config): Difference[] {
  return allowance("pull_requests.require_issue", !before.requireIssue, !after.requireIssue).map((one) => ({
    ...one,
    before: before.requireIssue,
    after: after.requireIssue,
  }));
}

function compareAllowedStages({ pullRequests: before }: Config, { pullRequests: after }: Config): Difference[] {
  return differ("pull_requests.allowed_stages", before.allowedStages, after.allowedStages, byMembers("subset"));
}

function compareExempt({ pullRequests: { exempt: before } }: Config, { pullRequests: { exempt: after } }: Config): Difference[] {
  return [
    ...differ("pull_requests.exempt.authors", before.authors, after.authors, byMembers("subset")),
    ...differ("pull_requests.exempt.labels", before.labels, after.labels, byMembers("subset")),
  ];
}

// Words that no template says any more are an answer where they stand; new ones only take answers away.
function compareTemplates({ templateTexts: before = [] }: Ruled, { templateTexts: after = [] }: Ruled): Difference[] {
  const isSaid = templateMatcher(after);
  const gone = before.filter((text) => !isSaid(text));
  return differ(TEMPLATES, gone.length > 0 ? gone : undefined, undefined, (): Effect => "loosened");
}

// Nobody's ack or green gate rests on who may override.
function unbroken(one: Difference): Difference {
  return { ...one, breaking: false };
}
