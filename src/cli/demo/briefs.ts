/** The brief as the product manager first writes it: two data points, no measurable criterion, no rationale. */
export const DRAFT = `### Customer problem

Trial operations leads at three clients cannot compare outcomes between cohorts of a trial. They export patient-level rows and rebuild the cohorts by hand, which takes them most of a working day for every single question.

### Evidence

- quote: "I rebuild the cohort in Excel every Monday, four hours that I never get back." - trial operations lead, Client A, 2026-09-14 (#412)
- usage: 61 of 84 exports in September 2026 were patient-level files that came back within a day (https://analytics.example.com/q/9187, 2026-10-02)
- Everyone in sales agrees that this is important

### Business rationale

TBD

### Success criteria

- Cohort comparison is fast and intuitive
- Significantly fewer exports

### Constraints

- Technical: the warehouse refreshes once every 24 h, so results may be a day old
- Regulatory: cohorts smaller than 11 patients may not be shown
- Timeline: usable before the first renewal call in December

### Ethical considerations

Small cohorts could identify patients again, so the minimum cell size of 11 applies to every view and every export.
`;

/** The brief after the product manager answered every red gate. */
export const MENDED = DRAFT.replace(
  "- Everyone in sales agrees that this is important",
  "- market: two of our three named competitors shipped cohort-level views in 2026 (https://example.com/market/2026-q3, 2026-10-06)",
)
  .replace(
    "TBD",
    "Clients A, B and C renew in the next quarter and together are 31% of revenue; two of them named this gap in the renewal call, and retaining them is portfolio goal two.",
  )
  .replace(
    "- Cohort comparison is fast and intuitive",
    "- Median time to answer a cohort comparison falls from 4 h to under 20 min for at least 3 clients by 2027-03-31",
  )
  .replace("- Significantly fewer exports", "- Patient-level exports that are re-imported fall by 50% or more by 2027-03-31");

/** The edit that slips in just after the architect's acknowledgement. */
export const SLIPPED = MENDED.replace("61 of 84 exports", "41 of 84 exports");

/** The brief with the pitch that the architect shapes below it. */
export const PITCHED = `${SLIPPED}
### Approach

A cohort becomes a thing of its own: it is defined once, kept with its version, and every comparison reads two of them from the warehouse. The page shows counts and medians side by side and exports the same figures.

### Appetite

6 weeks

### Alternatives considered

- A faster export of patient-level rows: clients would go on rebuilding cohorts by hand, so the question stays unanswered
- A report by our analysts on request: two days for each, and it does not grow with the number of clients

### Risks

Queries over large cohorts may take longer than people wait, so the first week goes into a measurement with the largest client's data.

### Constraints answered

- Technical: results carry the time of the warehouse's last refresh
- Regulatory: cells below 11 patients are hidden on the page and in the export
- Timeline: six weeks end before the first renewal call in December

### Decision

go
`;
