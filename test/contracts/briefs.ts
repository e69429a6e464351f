/** The six bodies that a complete hand-off has, one per shipped contract, and a deficient one with its expected red gates. */
export interface Story {
  contract: string;
  labels: string[];
  complete: string;
  confirmations: { gate: string; by: string }[];
  deficient: string;
  /** Gate -> outcome, of the deficient body, without confirmations, with an open pull request and an open blocker. */
  red: Record<string, string>;
}

export const BRIEF = `### Customer problem

Trial operations leads at three clients cannot compare outcomes between cohorts of a trial. They export patient-level rows and rebuild the cohorts by hand, which takes most of a working day per question.

### Evidence

- quote: "I rebuild the cohort in Excel every Monday." - D. Osei, trial operations lead, 2026-07-14
- usage: 61 of 84 exports in June 2026 were re-imported within a day (https://analytics.example.com/q/9187, 2026-07-02)
- market: two of our three named competitors shipped cohort views (docs/market/2026-06-brief.md, 2026-06)

### Business rationale

Clients A, B and C renew in Q4 2026 and together are 31% of revenue; two of them named this gap in the renewal call.

### Success criteria

- Median time to answer a cohort comparison falls from 4 h to under 20 min for at least 3 clients by 2026-12-15
- Exports that are re-imported fall by 50% or more within 60 days of launch

### Constraints

- Technical: the warehouse refreshes once every 24 h
- Regulatory: cohorts smaller than 11 patients may not be shown
- Timeline: usable before the first renewal call on 2026-11-02

### Ethical considerations

Small cohorts could identify patients again, so a minimum cell size of 11 applies to every view and every export.
`;

const PITCH = `${BRIEF}
### Approach

A cohort becomes a saved definition on the server. The comparison runs as one aggregated query in the warehouse and returns cells of eleven patients or more, never rows.

### Appetite

6 weeks

### Alternatives considered

- A better export: keeps the manual work and moves patient-level rows out of our control
- A bought analytics module: its licence forbids the two clients' data-use agreements

### Risks

- The aggregated query may be too slow on the two largest trials, so we measure it in week one

### Constraints answered

- Technical: results carry the time of the last refresh
- Regulatory: the minimum cell size is enforced in the query itself
- Timeline: the comparison ships first, saved definitions second

### Decision

Go
`;

const BUILD = `${PITCH}
### Edge cases

- A patient who moves between cohorts in the middle of the trial
- A cohort that shrinks below eleven patients after a data correction

### Assumptions

- Every client's trial has one time zone

### Documentation

The user guide has a chapter on cohorts: docs/guide/cohorts.md

### Test coverage

Unit tests cover the query builder; three trials with known answers are compared end to end.
`;

const TEST = `${BUILD}
### Quality metrics

| Metric | Threshold | Found |
|---|---|---|
| Time of a comparison at p95 | under 5 s | 3.1 s |
| Mismatches in 50 sampled comparisons | 0 | 0 |

### Risk assessment

The two largest trials were slow before the index; they are watched for two weeks after release.

### Reconciliation

Fifty sampled comparisons were recomputed from the source tables and agree to the last patient.

### Test plan

- [x] Comparison of two cohorts
- [X] Minimum cell size
  - [x] also after a correction
`;

const SHIP = `${TEST}
### Dashboard

https://grafana.example.com/d/cohorts

### Runbook

[Runbook](docs/runbooks/cohorts.md)

### Rollback

Switch the flag \`cohorts\` off; the old export stays in place for two releases, and no data has to be migrated back.

### Communication

Release note to the three clients and a session with support on the day before release.

- [x] Customers and support are informed
`;

const EVALUATE = `${SHIP}
### Outcomes

- Median time to answer a cohort comparison: 18 min (target: under 20 min), met
- Exports that are re-imported fell by 38% (target: 50% or more), missed

### Verdict

The first criterion is met; the second is missed, because one client kept its old macro.

### Learnings

- The client who kept exporting did so for an audit that our view does not serve

### Next priorities

- Serve the monthly audit from the cohort view
`;

const without = (body: string, ...changes: [string, string][]) =>
  changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`no ${from}`);
    return text.replace(from, to);
  }, body);

export const STORIES: readonly Story[] = [
  {
    contract: "discover-to-decide",
    labels: ["problem-brief"],
    complete: BRIEF,
    confirmations: [{ gate: "priority", by: "omar" }],
    deficient: without(
      BRIEF,
      ["2026-06-brief.md, 2026-06", "2026-06-brief.md, 2025-06"],
      ["- Exports that are", "- Fewer clicks, and exports that are"],
      [" fall by 50% or more within 60 days of launch", " drop noticeably"],
      ["- Regulatory: cohorts smaller than 11 patients may not be shown", "- Regulatory: N/A"],
      [
        "Small cohorts could identify patients again, so a minimum cell size of 11 applies to every view and every export.",
        "_No response_",
      ],
    ),
    red: { evidence: "fail", "success-criteria": "fail", constraints: "fail", ethics: "fail", priority: "pending", blockers: "fail" },
  },
  {
    contract: "decide-to-build",
    labels: [],
    complete: PITCH,
    confirmations: [],
    deficient: without(
      PITCH,
      ["6 weeks", "as long as it takes"],
      ["- A bought analytics module: its licence forbids the two clients' data-use agreements", "<!-- - a second one -->"],
      ["- The aggregated query may be too slow on the two largest trials, so we measure it in week one", "None"],
      ["- Timeline: the comparison ships first, saved definitions second", ""],
      ["\nGo\n", "\nnot-yet\n"],
    ),
    red: { appetite: "fail", alternatives: "fail", risks: "fail", constraints: "fail", decision: "fail", blockers: "fail" },
  },
  {
    contract: "build-to-test",
    labels: [],
    complete: BUILD,
    confirmations: [{ gate: "appetite-kept", by: "ana" }],
    deficient: without(
      BUILD,
      ["- A cohort that shrinks below eleven patients after a data correction", "- TBD"],
      ["- Every client's trial has one time zone", "none"],
      ["### Documentation", "### Docs"],
    ),
    red: {
      "edge-cases": "fail",
      assumptions: "fail",
      documentation: "fail",
      merged: "fail",
      "appetite-kept": "pending",
      "no-placeholders": "fail",
    },
  },
  {
    contract: "test-to-ship",
    labels: [],
    complete: TEST,
    confirmations: [{ gate: "ethical-review", by: "emil" }],
    deficient: without(
      TEST,
      ["| under 5 s | 3.1 s |", "| fast | fast |"],
      ["Fifty sampled comparisons were recomputed from the source tables and agree to the last patient.", "done"],
      ["  - [x] also after", "  - [ ] also after"],
    ),
    red: { "quality-metrics": "fail", reconciliation: "fail", "test-plan": "fail", "ethical-review": "pending", blockers: "fail" },
  },
  {
    contract: "ship-to-evaluate",
    labels: [],
    complete: SHIP,
    confirmations: [],
    deficient: without(
      SHIP,
      ["https://grafana.example.com/d/cohorts", "in Grafana"],
      ["docs/runbooks/cohorts.md", "docs/runbooks/gone.md"],
      ["- [x] Customers", "- [ ] Customers"],
      [
        "Switch the flag `cohorts` off; the old export stays in place for two releases, and no data has to be migrated back.",
        "Switch the flag off.",
      ],
    ),
    red: { dashboard: "fail", runbook: "fail", rollback: "fail", announced: "fail", merged: "fail" },
  },
  {
    contract: "evaluate-to-discover",
    labels: [],
    complete: EVALUATE,
    confirmations: [{ gate: "priorities-confirmed", by: "omar" }],
    deficient: without(
      EVALUATE,
      ["fell by 38% (target: 50% or more)", "are fewer than before"],
      ["The first criterion is met; the second is missed, because one client kept its old macro.", "Mostly good"],
      ["- The client who kept exporting did so for an audit that our view does not serve", "- ..."],
    ),
    red: { outcomes: "fail", verdict: "fail", learnings: "fail", "priorities-confirmed": "pending" },
  },
];
