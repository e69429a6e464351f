const LEAD = `### Customer problem

Trial operations leads at three clients rebuild their patient cohorts by hand after every data delivery, because our exports lose the inclusion criteria; they lose about four hours a week and report late to their boards.

### Evidence

- quote: "I rebuild the cohort in Excel every Monday" - trial operations lead, Client A, 2026-06-12 (#412)
- usage: 61 of 84 exports in June 2026 came back within a day (https://analytics.example.com/q/9187, 2026-07-02)
- market: two of three competitors ship cohort views (https://example.com/market, 2026-06-20)
`;

const REST = `
### Business rationale

Clients A, B and C renew in the next quarter and are 31% of revenue; two of them named this gap in the renewal call.

### Success criteria

- Median time to answer falls from 4 h to under 20 min by 2026-12-15

### Constraints

- Technical: the warehouse refreshes once every 24 h
- Regulatory: cohorts smaller than 11 patients may not be shown
- Timeline: usable before the renewal call on 2026-11-02

### Ethical considerations

Small cohorts could identify patients again, so a minimum cell size of 11 applies to every view.
`;

/** A problem brief that meets the shipped contract, about this long: more evidence and prose make it longer. */
export function briefOf(bytes: number): string {
  let evidence = "";
  let prose = "";
  for (let index = 1; LEAD.length + evidence.length + prose.length + REST.length < bytes; index += 1) {
    evidence += `- usage: ${index} of ${index * 2} clinics **export** weekly and [reimport](https://analytics.example.com/q/${index}) by hand (#${index}, 2026-06-${String((index % 28) + 1).padStart(2, "0")})\n`;
    prose += `\nClinic ${index} keeps its own list of \`cohort_${index}\` definitions, and its *lead* compares them with ours after each delivery.\n`;
  }
  return LEAD + evidence + REST.replace("\n### Success criteria", `${prose}\n### Success criteria`);
}
