/** What roles publish in a made-up quarter, where, and how often: days, and the day of the first version. */
export const ARTEFACT_TEXTS = [
  {
    artefact: "usage-report",
    path: "docs/usage/report.md",
    every: 7,
    first: -2,
    text: "# Usage\n\n## Figures\n\n1,100 exports a week, 61 of 84 of them patient-level files that came back within a day.\n",
  },
  {
    artefact: "quality-report",
    path: "docs/quality/week.md",
    every: 7,
    first: 3,
    text: "# Quality\n\n## Quality this week\n\nTwo defects were found in test and none after release. The slowest comparison took 3.1 seconds at p95, and all fifty sampled comparisons agree with the source tables.\n",
  },
  {
    artefact: "technical-constraints",
    path: "docs/constraints/warehouse.md",
    every: 42,
    first: -10,
    text: "# Constraints\n\n## Constraints\n\n- The warehouse refreshes once every 24 h\n- A comparison may read at most two cohorts\n",
  },
  {
    artefact: "priority-decisions",
    path: "docs/priorities/cycle.md",
    every: 42,
    first: -20,
    text: "# Priorities\n\n## Decisions\n\n- Cohort comparison goes before the new export\n- Alerts wait for the next cycle\n",
  },
  {
    artefact: "customer-summary",
    path: "docs/customers/cycle.md",
    every: 42,
    first: 15,
    text: "# Customers\n\n## What customers told us\n\nThree trial operations leads rebuild their cohorts by hand every week. They do not trust last month's figures, because nobody can say which patients were in them. Two would give up the export tomorrow for one page that they can quote.\n",
  },
  {
    artefact: "cycle-learnings",
    path: "docs/learnings/cycle.md",
    every: 42,
    first: 40,
    text: "# Learnings\n\n## What we learned\n\nBriefs with a number in them went through at once. Where the number was missing, the architect asked, the answer took two days, and the appetite was set before it came. So the next cycle's briefs begin with the figure that has to move.\n",
  },
  {
    artefact: "strategy",
    path: "docs/strategy/year.md",
    every: 91,
    first: -30,
    text: "# Strategy\n\n## Priorities\n\n- Clients compare cohorts without exporting patients\n- Renewals in the next quarter\n",
  },
];
