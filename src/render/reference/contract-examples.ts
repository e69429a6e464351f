/** A contract that uses every key. */
export const CONTRACT_EXAMPLE = `
apiVersion: baton/v1
kind: Contract
id: discover-to-decide
name: Problem brief hand-off
version: 1.0.0
stage: { from: discover, to: decide }
role: { from: pm, to: architect }
applies_to:                                  # leave out: all items
  subject: issue
  labels: { any: [problem-brief], none: [spike] }
owner: pm                                    # who owns this workflow
source_of_truth: { body: true, document: "docs/briefs/**/*.md", sidecar: brief.yaml }
context:                                     # what must travel
  - id: customer-problem
    check: section
    section: Customer problem
    min_words: 25
  - id: data-protection
    title: Data protection considered
    check: section
    section: Data protection
    when: { labels: { any: [personal-data], all: [], none: [] } }
  - id: brief
    title: Nothing left open in the brief
    check: forbid
    in: document
    level: warn
gates:                                       # what must be true
  - { id: priority, title: Priority confirmed, check: confirmed_by, role: portfolio-owner, voided_by_edit_of: [Customer problem] }
trigger:
  acknowledge: { by: architect, count: 1, within: 24h }
  begin: { within: 48h, after: acknowledged, signal: assigned }
notes:                                       # shown to the author, never enforced
  - Give the architect enough context to disagree with you.
`;

/** A configuration that uses every key, but for \`lifecycle\`, which own stages replace. */
export const CONFIG_EXAMPLE = `
version: 1
# lifecycle: dpos                            # the preset: Discover, Decide, Build, Test, Ship, Evaluate; or own stages:
stages:
  - { id: discover, name: Discover, label: "stage: discover", question: Is it worth solving?, output: A problem brief }
  - { id: decide, name: Decide, label: "stage: decide", question: What do we build?, output: A decision }
initial: discover                            # stage of a new issue; leave out: items without a stage label are not governed
enforcement: block                           # block | observe: observe reports everything and reverts nothing
governs_since: 2026-01-01                    # older items are reported, not blocked
adopt: once                                  # once | never: whether a stage label from before Baton is taken over at first sight
backward: allow                              # allow | forbid: whether work may move back without a contract
roles:
  pm: { teams: [acme/data-pm] }
  architect: { teams: [acme/architects], users: [ana] }
  portfolio-owner: { users: [omar] }
  lead: { users: [lena] }
acknowledgement: { self: false, bots: [] }
trusts: [acme/platform]
override: { by: portfolio-owner, second: lead }
calendar:                                    # leave out: deadlines run around the clock
  timezone: Europe/Berlin
  days: [mon, tue, wed, thu, fri]
  hours: "09:00-17:00"
  holidays: [2026-12-25]
pull_requests:
  require_issue: true
  allowed_stages: [decide]
  exempt: { authors: ["dependabot[bot]"], labels: [no-issue], base: [release/*] }
labels: { blocked: "handoff: blocked", awaiting: "handoff: awaiting ack", overdue: "handoff: overdue" }
placeholders: [à compléter, xx]              # the team's own words for what is not written yet
lint: { too-many-gates: error, preference: off }
agents: { undeclared: refuse, exempt: ["renovate[bot]"] }   # of bots that no file in contracts/agents/ declares
context_issue: true                          # one issue about what flows between roles
environments: { staging: {}, production: { stage: decide } }   # where deployments may go, and what of them must be accepted first
`;
