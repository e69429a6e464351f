import { describe, expect, it } from "vitest";
import type { Finding, FindingCode } from "../../src/core/findings/findings.js";
import { describeFinding } from "../../src/render/findings.js";
import { SAMPLES } from "./finding-samples.js";

/** What people read: what was found, and what is needed. */
const SAID: Record<FindingCode, [found: string, needed: string]> = {
  text_too_deep: ["The text nests its lists or quotes too deeply to be judged.", "Keep to 20 levels or fewer."],
  text_too_large: ["The text has 300000 characters.", "Keep it under 262144 characters."],
  section_unmatched: ["`Why` does not match the pattern.", "Write what matches `^(v\\d+|main)$`."],
  section_missing: ["There is no heading `Why` or `Reason`.", "Add the heading `Why` with its content."],
  section_duplicate: ["`Why` occurs again on line 9; only the first one counts.", "Merge them under one heading."],
  section_empty: ["`Why` is empty.", "Write the answer below the heading."],
  section_unticked: ["In `Tests` no box is ticked: `by hand` and `at night`.", "Tick what holds, or write the answer below the boxes."],
  section_placeholder: ["`Why` holds only `TBD`.", "Replace it with the real answer."],
  section_template: ["`Why` holds only the template's own words: `Say why this matters`.", "Replace them with the real answer."],
  section_no_reason: ["`Why` says `N/A` and gives no reason.", 'Write "None, because …" with the reason, or the answer.'],
  section_too_short: ["`Why` has 1 word.", "Say it in 25 words or more."],
  section_filled: ["`Why` has 30 words.", ""],
  topic_missing: ["Nothing is said about `technical`.", 'Add `technical: …`, or say "None, because …".'],
  topic_empty: ["`technical` holds only `TBD`.", "Replace it with the real answer."],
  topic_no_reason: ["`technical` says `N/A` and gives no reason.", 'Write "None, because …" with the reason, or the answer.'],
  topics_covered: ["All topics are covered: `technical` and `regulatory`.", ""],
  forbidden_text: ["It holds `TODO`.", "Replace it with the real content."],
  nothing_forbidden: ["Nothing forbidden was found.", ""],
  items_too_few: ["No list item was found.", "Give 3 or more."],
  items_too_many: ["4 count.", "Keep at most 3."],
  template_unreadable: [
    "The template `docs/brief.md` cannot be used: `the file does not exist`.",
    "Keep a template with headings at `docs/brief.md` on the default branch, or correct the contract's `file`.",
  ],
  template_headings_missing: ["It lacks 2 headings of the template `docs/brief.md`: `Risks` and `Costs`.", "Add them as in the template."],
  template_heading_misplaced: ["`Risks` does not stand where the template `docs/brief.md` has it.", "Move it below `Costs`."],
  template_heading_extra: [
    "The template `docs/brief.md` has no heading `Poem`.",
    "Use a heading of the template, or a deeper level below one.",
  ],
  template_followed: ["It has the headings that the template `docs/brief.md` asks for.", ""],
  item_not_counted: ["`- x` repeats line 4.", "Give another one."],
  items_counted: ["3 of 4 count.", ""],
  criteria_missing: ["`Success criteria` names no criterion.", "List each criterion as an item with a quantity and a target."],
  criteria_no_table: [
    "`Success criteria` has no table of criteria.",
    "Give each criterion a row: `| Metric | Baseline | Target | By | Source |` `| Median time to answer | 4 h | < 20 min | 2026-12-31 | analytics |`.",
  ],
  criterion_unsure: [
    "`Answer ¦ ¦ 20 min` does not say on which side of its target the good values lie.",
    "A row that is sure: `| Metric | Baseline | Target | By | Source |` `| Median time to answer | 4 h | < 20 min | 2026-12-31 | analytics |`.",
  ],
  criterion_not_measurable: [
    "`It is fast` states no threshold: `fast` cannot be measured.",
    "State a quantity with its bound, such as “under 5 s” or “at least 3 clients”.",
  ],
  criterion_template: ["`At least 80 % of …` is the template's own example.", "Replace it with a criterion of this work."],
  criterion_lacks: ["`under 5 s` has no date.", "Say by when: a date, a quarter, or a span such as “within 60 days of launch”."],
  criterion_vague: ["`fast: under 5 s` also says `fast`, which cannot be measured.", ""],
  criteria_measurable: ["2 of 2 criteria can be measured.", ""],
  no_front_matter: ["The text has no front matter.", "Add front matter with the key `appetite`."],
  field_missing: ["`Appetite` is not filled in.", "Fill in `Appetite`."],
  field_invalid: ["`Appetite` is `long`.", "It must be one of `2w, 6w`."],
  field_valid: ["`Appetite` is `6w`.", ""],
  links_too_few: ["1 of 2 links found.", "Link at least 2: `issue` or `pr`."],
  link_broken: ["`acme/data#1` does not exist.", "Correct the link."],
  link_unknown: ["`acme/data#1` could not be looked up: `502`.", "It is tried again; until then it does not count."],
  links_counted: ["1 link found.", ""],
  document_not_linked: [
    "No linked document matches `docs/*.md`.",
    "Link the document from the description by its path in this repository.",
  ],
  not_visible: [
    "`acme/secret#1` is not visible here.",
    "Name an item of this repository, or of one that everybody can read who reads this.",
  ],
  document_astray: [
    "`https://evil.example/` leads to another host, so it is no linked document.",
    "Link the file by its path in this repository, or by its address on the default branch.",
  ],
  document_missing: ["`docs/a.md` does not exist on the default branch.", "Merge the document, or correct the link."],
  document_unreadable: ["`docs/a.md` cannot be read: `it is a folder`.", "Mend the document; until it can be read, it counts as not met."],
  document_read: ["`docs/a.md` was read.", ""],
  box_missing: ["There is no task item `Tested`.", "Add `- [ ] Tested` and tick it when it is done."],
  box_open: ["`Tested` is not ticked.", "Tick it when it is done."],
  box_ticked: ["`Tested` is ticked.", ""],
  implied_red: ["`Tested` is ticked, but the gate `tests` is not green.", "Make the gate `tests` green; a tick cannot stand for it."],
  tasks_missing: ["`Test plan` has no task items.", "Add them as `- [ ] …` and tick what is done."],
  tasks_too_few: ["1 of 3 boxes are ticked.", "Tick at least 3."],
  tasks_ticked: ["3 of 3 boxes are ticked.", ""],
  confirmation_missing: ["Nobody has confirmed it yet.", "A member of `po` comments `/confirm priority`."],
  confirmation_not_counted: [
    "The confirmation by `pia` does not count: `Why` changed after it, or at the same moment.",
    "A member of `po` comments `/confirm priority`.",
  ],
  confirmed: ["`omar` confirmed it.", ""],
  blocked_by: ["It is blocked by `acme/data#7` `Index`.", "Close it, or remove the dependency."],
  sub_issue_open: ["The sub-issue `acme/data#8` `Part` is open.", "Close it, or detach it."],
  fact_unknown: ["The dependencies could not be read: `502`.", "It is tried again; until then it counts as not met."],
  fact_unread: ["The comments could not be judged: `not checkable offline`.", "Until then it counts as not met."],
  nothing_blocks: ["Nothing open blocks it.", ""],
  linked_prs_too_few: ["No linked pull request is `merged`.", "At least 1 must be `merged`."],
  linked_pr_state: ["`acme/data#9` is `draft`.", "It must be `merged`."],
  linked_prs_counted: ["1 linked pull request in the state `merged`.", ""],
  pull_not_counted: [
    "`acme/data#9` by `eve` does not count: its author has no write access here.",
    "A pull request counts when somebody who may write here opened it.",
  ],
  sub_issue_untrusted: ["The sub-issue `acme/lax#8` is closed in a repository that is not trusted here, and does not count.", ""],
  label_missing: ["The labels `a` and `b` are missing.", "Add all of them."],
  label_forbidden: ["It carries the label `wontfix`.", "Remove the label."],
  assignee_missing: ["Nobody is assigned.", "Assign a member of `po`."],
  milestone_wrong: ["It has no milestone.", "Set a milestone."],
  type_wrong: ["Its type is `Task`.", "Set the type `Bug`."],
  metadata_right: ["Labels, assignees, milestone and type are as required.", ""],
  sub_issues_missing: ["It has no sub-issues.", "Add the work as sub-issues, and close them as completed."],
  sub_issues_too_few: ["1 of 3 sub-issues is completed.", "Complete at least 2."],
  sub_issue_given_up: ["The sub-issue `acme/data#8` `Part` was closed without being completed, and does not count.", ""],
  sub_issues_counted: ["3 of 3 sub-issues are completed.", ""],
  approvals_missing: ["`acme/data#9` has 0 of 1 approval.", "A member of `architect` approves its newest commit."],
  approval_not_counted: [
    "The review of `acme/data#9` by `ana` does not count: it is of an older commit.",
    "A member of `architect` approves the newest commit.",
  ],
  approved: ["`ana` and `ben` approved `acme/data#9`.", ""],
  status_missing: ["`github-actions` has not reported `test` on `acme/data#9`.", "The app `github-actions` runs it on the newest commit."],
  status_running: ["`test` is still running on `acme/data#9`.", "The app `github-actions` completes it."],
  status_wrong: ["`test` on `acme/data#9` says `failure`.", "The app `github-actions` must report `success` on the newest commit."],
  status_foreign: ["`test` on `acme/data#9` is by `evil-ci` and does not count.", "Only the app `github-actions` may report it."],
  status_right: ["`test` by `github-actions` says `success`.", ""],
  item_links_missing: ["`Depends on` links no issue or pull request.", "Link the issues or pull requests it rests on."],
  item_links_too_many: ["It links 51 issues and pull requests.", "Link at most 50, so that each can be looked at."],
  stage_behind: ["`acme/data#7` is in `decide`.", "It must be accepted into `build` or later."],
  stage_none: ["`acme/data#7` is in no stage.", "It must be accepted into `build` or later; link an item that is in the process."],
  stage_unknown: ["The stage of `acme/data#7` could not be read: `502`.", "It is tried again; until then it does not count."],
  stage_untrusted: [
    "The stage of `acme/lax#7` proves nothing here: its repository is not trusted.",
    "Name the repository under `trusts` in .github/baton.yml.",
  ],
  stages_reached: ["2 linked items reached `build`.", ""],
  date_missing: ["`Prices` holds no date.", "Add the date it is from, as YYYY-MM-DD."],
  date_unreadable: ["`3/4/2026` cannot be read as a date.", "Write dates as YYYY-MM-DD."],
  date_too_old: ["`2025-01-31` is older than `90d`.", "Bring it up to date, with the new date."],
  date_in_future: ["`2027-01-31` is in the future.", "Give the date it is from."],
  dates_fresh: ["2 dates found, none older than `2026-07-01`.", ""],
  artefact_fresh: ["`usage-report` is of `2026-07-20`, and fresh until `2026-08-17`.", ""],
  artefact_stale: ["`usage-report` is of `2026-06-25`: older than 4 weeks.", "Whoever produces it publishes a new version."],
  artefact_missing: [
    "There is no version of `usage-report`: nothing is published in `docs/usage/*.md`.",
    "Whoever produces it publishes it there.",
  ],
  artefact_unfit: [
    "`usage-report` is not fit to be used: `docs/usage/june.md` does not pass its checks.",
    "Whoever produces it mends the document.",
  ],
  artefact_unknown: [
    "The newest version of `usage-report` could not be found out: `its folder is gone`.",
    "Baton must be able to read its files and their history; it tries again.",
  ],
  artefact_undescribed: [
    "No role produces `usage-report`.",
    "A file under contracts/roles/ names it in `produces`, or the gate names another.",
  ],
  criteria_unknown: [
    "No receipt of this item holds success criteria, so their outcome cannot be judged.",
    "Hand off through a contract that checks them with `measurable`; else whoever may waive gates lets this one pass.",
  ],
  outcome_missing: [
    "Nothing is said about the criterion `under 5 s`.",
    "Add a list item or table row with its actual value and a verdict: met, missed or partly.",
  ],
  outcome_lacks: [
    "`under 5 s: met` gives no actual value for `under 5 s`.",
    "Add what was measured; the target itself is no actual value.",
  ],
  outcomes_too_few: [
    "40 of 41 criteria have an outcome.",
    "Give each one a list item or table row with its actual value and a verdict: met, missed or partly.",
  ],
  outcome_contradicts: [
    "18 min is not under 15 min, so `met` cannot be right for `Median answer under 15 min`.",
    "Correct the actual value, or say `missed`.",
  ],
  outcome_unit: ["18 % cannot be held against under 15 min for `Median answer under 15 min`.", "Give the actual value in min."],
  outcome_actual: ["Criterion 1 came to 14 min: met.", ""],
  outcomes_told: ["2 of 2 criteria have an actual value and a verdict.", ""],
  agent_unseen: [
    "`Scribe` wrote this, and nobody has confirmed that.",
    "A member of `pm` reads it as it stands and comments `/confirm agent`.",
  ],
  none_passed: ["None of the 2 alternatives is met.", "Meet one of them."],
  passed_but_must_not: ["The check `section` is met, and must not be.", "Remove what it looks for."],
  failed_as_wanted: ["The check `section` is not met, as wanted.", ""],
  check_broken: [
    "The check `section` could not be run: `out of paper`.",
    "The contract's owner mends the contract; until then it counts as not met.",
  ],
};

const finding = (code: FindingCode) => ({ code, ...SAMPLES[code] }) as Finding;

describe("every finding", () => {
  it.each(Object.entries(SAID))("%s is said in words", (code, [found, needed]) => {
    expect(describeFinding(finding(code as FindingCode))).toEqual({ found, needed });
  });
  it.each(Object.keys(SAMPLES) as FindingCode[])("%s is a whole sentence, and says what is needed when something is", (code) => {
    const said = describeFinding(finding(code));
    expect(said.found).toMatch(/^[A-Z0-9`].*\.$/);
    expect(said.found + said.needed).not.toMatch(/undefined|null|\[object|NaN| {2}|\.\./);
    if (finding(code).severity === "problem") expect(said.needed).toMatch(/^[A-Z].*\.$/);
    if (finding(code).severity === "note") expect(said.needed).toBe("");
  });
  it.each(Object.keys(SAMPLES) as FindingCode[])("%s echoes no markup and no mention", (code) => {
    const hostile = "@all <img src=x> [a](b) #1\n# h |`";
    const echo = (value: unknown): unknown => (typeof value === "string" ? hostile : Array.isArray(value) ? value.map(echo) : value);
    const keep = new Set(["code", "severity", "rule", "mode", "fact", "need", "of", "accept", "verdict", "computed"]);
    const spiked = Object.fromEntries(Object.entries(finding(code)).map(([key, value]) => [key, keep.has(key) ? value : echo(value)]));
    const said = describeFinding(spiked as Finding);
    const outside = `${said.found} ${said.needed}`.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
    expect(outside).not.toMatch(/[@<>[\]#\n|`]/);
  });
  it("speaks of one and of many", () => {
    const said = (counted: number, min: number) =>
      describeFinding({ code: "linked_prs_too_few", severity: "problem", counted, min, state: "merged" }).found;
    expect([said(0, 1), said(1, 2), said(2, 3)]).toEqual([
      "No linked pull request is `merged`.",
      "Only 1 linked pull request is `merged`.",
      "Only 2 linked pull requests are `merged`.",
    ]);
    const labels = (names: string[], mode: "any" | "all") =>
      Object.values(describeFinding({ code: "label_missing", severity: "problem", labels: names, mode })).join(" ");
    expect([labels(["a"], "all"), labels(["a", "b"], "any")]).toEqual([
      "The label `a` is missing. Add the label.",
      "The label `a` or `b` is missing. Add one of them.",
    ]);
  });
});
