/** What each stage's people write, each section with what stands there while it is not done. */
export interface Section {
  heading: string;
  /** The gate that reads it. */
  gate: string;
  done: string;
  /** Left out where people never forget it. */
  gap?: string;
}

/** Takes the day on which the item began, `YYYY-MM-DD`; returns what its people write in each stage. */
export function sectionsOf(day: string): Readonly<Record<string, readonly Section[]>> {
  return { discover: briefOf(day), ...LATER };
}

function briefOf(day: string): Section[] {
  return [
    {
      heading: "Customer problem",
      gate: "customer-problem",
      done: "Trial operations leads at three clients cannot compare outcomes between cohorts of a trial. They export patient-level rows and rebuild the cohorts by hand, which takes them most of a working day.",
    },
    {
      heading: "Evidence",
      gate: "evidence",
      done: `- quote: "I rebuild the cohort in Excel every Monday, four hours that I never get back." - trial operations lead, Client A, ${day} (#412)\n- usage: 61 of 84 exports were patient-level files that came back within a day (https://analytics.example.com/q/9187, ${day})\n- market: two of our three named competitors shipped cohort-level views (https://example.com/market, ${day})`,
      gap: "- Everyone in sales agrees that this is important",
    },
    {
      heading: "Business rationale",
      gate: "business-rationale",
      done: "Clients A, B and C renew in the next quarter and together are 31% of revenue; two of them named this gap in the renewal call, and retaining them is portfolio goal two.",
      gap: "TBD",
    },
    {
      heading: "Success criteria",
      gate: "success-criteria",
      done: "- Median time to answer a cohort comparison falls from 4 h to under 20 min for at least 3 clients by 2030-03-31",
      gap: "- Cohort comparison is fast and intuitive",
    },
    {
      heading: "Constraints",
      gate: "constraints",
      done: "- Technical: the warehouse refreshes once every 24 h, so results may be a day old\n- Regulatory: cohorts smaller than 11 patients may not be shown\n- Timeline: usable before the first renewal call",
      gap: "- Technical: the warehouse refreshes once every 24 h",
    },
    {
      heading: "Ethical considerations",
      gate: "ethics",
      done: "Small cohorts could identify patients again, so the minimum cell size of 11 applies to every view and every export.",
    },
  ];
}

const LATER: Readonly<Record<string, readonly Section[]>> = {
  decide: [
    {
      heading: "Approach",
      gate: "approach",
      done: "A cohort becomes a thing of its own: it is defined once, kept with its version, and every comparison reads two of them from the warehouse. The page shows counts and medians side by side.",
    },
    { heading: "Appetite", gate: "appetite", done: "6 weeks", gap: "as long as it takes" },
    {
      heading: "Alternatives considered",
      gate: "alternatives",
      done: "- A faster export of patient-level rows: clients would go on rebuilding cohorts by hand\n- A report by our analysts on request: two days for each, and it does not grow with the number of clients",
      gap: "- A faster export of patient-level rows: clients would go on rebuilding cohorts by hand",
    },
    {
      heading: "Risks",
      gate: "risks",
      done: "Queries over large cohorts may take longer than people wait, so the first week goes into a measurement with the largest client's data.",
    },
    {
      heading: "Constraints answered",
      gate: "constraints",
      done: "- Technical: results carry the time of the warehouse's last refresh\n- Regulatory: cells below 11 patients are hidden on the page and in the export\n- Timeline: six weeks end before the first renewal call",
      gap: "All of them will be met.",
    },
    { heading: "Decision", gate: "decision", done: "go" },
  ],
  build: [
    {
      heading: "Edge cases",
      gate: "edge-cases",
      done: "- A patient who moves between cohorts in the middle of the trial\n- A cohort that shrinks below eleven patients after a data correction",
      gap: "- A patient who moves between cohorts in the middle of the trial",
    },
    {
      heading: "Assumptions",
      gate: "assumptions",
      done: "- Every client's trial has one time zone",
      gap: "We thought about this for a while.",
    },
    { heading: "Documentation", gate: "documentation", done: "The user guide has a chapter on cohorts: docs/guide/cohorts.md" },
    {
      heading: "Test coverage",
      gate: "coverage",
      done: "Unit tests cover the query builder; three trials with known answers are compared end to end.",
      gap: "Covered well.",
    },
  ],
  test: [
    {
      heading: "Quality metrics",
      gate: "quality-metrics",
      done: "| Metric | Threshold | Found |\n|---|---|---|\n| Time of a comparison at p95 | under 5 s | 3.1 s |\n| Mismatches in 50 sampled comparisons | at most 0 | 0 |",
      gap: "- The comparison feels smooth",
    },
    {
      heading: "Risk assessment",
      gate: "risk-assessment",
      done: "The two largest trials were slow before the index; they are watched for two weeks after release.",
    },
    {
      heading: "Reconciliation",
      gate: "reconciliation",
      done: "Fifty sampled comparisons were recomputed from the source tables and agree to the last patient.",
      gap: "Done.",
    },
    {
      heading: "Test plan",
      gate: "test-plan",
      done: "- [x] Comparison of two cohorts\n- [x] Minimum cell size",
      gap: "- [x] Comparison of two cohorts\n- [ ] Minimum cell size",
    },
  ],
  ship: [
    { heading: "Dashboard", gate: "dashboard", done: "https://grafana.example.com/d/cohorts" },
    { heading: "Runbook", gate: "runbook", done: "[Runbook](docs/runbooks/cohorts.md)" },
    {
      heading: "Rollback",
      gate: "rollback",
      done: "Switch the flag `cohorts` off; the old export stays in place for two releases, and no data has to be migrated back.",
      gap: "Revert the commit.",
    },
    {
      heading: "Communication",
      gate: "announced",
      done: "Release note to the three clients and a session with support on the day before release.\n\n- [x] Customers and support are informed",
      gap: "Release note to the three clients and a session with support on the day before release.\n\n- [ ] Customers and support are informed",
    },
  ],
};

/** Takes sections and the gates whose sections are not done; returns them as Markdown. */
export function written(sections: readonly Section[], gaps: ReadonlySet<string>): string {
  return sections
    .map(({ heading, gate, done, gap }) => `### ${heading}\n\n${gap !== undefined && gaps.has(gate) ? gap : done}\n`)
    .join("\n");
}
