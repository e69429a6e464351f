import type { Figure, Report } from "../../core/insight/report.js";
import { cell } from "../markdown.js";
import {
  EXAMPLE_HOURS,
  EXAMPLE_STAGES,
  EXAMPLE_START,
  EXAMPLE_STORY,
  EXAMPLE_ARTEFACTS,
  artefactEntriesOf,
  entriesOf,
} from "../insight/example-story.js";
import { FIGURE_WORDS } from "../insight/figure-words.js";
import { amount, partsOf } from "../insight/numbers.js";
import { reportOf } from "../insight/report.js";

const INTRODUCTION = `Printed from the definitions by \`npm run docs:insight\`. \`baton report\` computes these figures from the ledger and asks nobody: \`--repo OWNER/REPO\`, \`--since DAY\`, \`--until DAY\`, \`--format text|markdown|json|csv|html\`. \`html\` is one file with pictures that opens anywhere, \`markdown\` is for a job's summary or an issue, \`csv\` has a row for each figure and group.

* Figures are the team's: nobody is named, and nothing is counted for a person. Reasons are in the words of whoever gave them.
* Flow is in calendar time. Days begin in the calendar's time zone, UTC without one or with several; \`--until DAY\` ends where that day begins, and never after now.
* Groups of fewer than ten have no percentile. Shares are shown of any number, with the number.
* What the ledger does not know is left out, not guessed: visits that were adopted, or whose beginning or end it lost, have no length. The time in which an item was closed, deleted or moved away counts as closed.
* Gates are told from the version on that tells the ledger when they turn; before, all gates that were red at first count as red until the last was green.
* A report of several repositories is the report of all their items together.`;

/** The page of the figures, made from their definitions and the example that the tests compute by hand. */
export function insightPage(): string {
  const report = exampleReport();
  const figures = report.figures.map((figure) => figureSection(figure));
  return ["# Figures of the report", INTRODUCTION, exampleSection(), ...figures].join("\n\n");
}

function exampleReport(): Report {
  const until = EXAMPLE_START + EXAMPLE_HOURS * 3_600_000;
  return reportOf({
    repository: "acme/insights",
    entries: [...entriesOf(EXAMPLE_STORY), ...artefactEntriesOf(EXAMPLE_ARTEFACTS)],
    stages: EXAMPLE_STAGES,
    period: { since: null, until, timezone: "UTC" },
  });
}

function exampleSection(): string {
  const numbers = [...new Set(EXAMPLE_STORY.map(([, item]) => item))];
  const rows = numbers.map((number) => {
    const own = EXAMPLE_STORY.filter(([, item]) => item === number);
    return `| #${number} | ${cell(own.map(([hour, , ...what]) => `${hour} ${what.join(" ")}`).join("; "))} |`;
  });
  const until = new Date(EXAMPLE_START + EXAMPLE_HOURS * 3_600_000).toISOString().slice(0, 10);
  return [
    "## Ten items on paper",
    `The example of every figure below, computed by hand in \`test/core/insight/story.test.ts\`. Stages are ${EXAMPLE_STAGES.join(", ")}; numbers are hours since Monday, ${new Date(EXAMPLE_START).toISOString().slice(0, 10)}, in UTC; the report ends at hour ${EXAMPLE_HOURS}, ${until}. A waiver's number is the hour until which it holds.`,
    ["| item | what happened |", "|---|---|", ...rows].join("\n"),
    "The gate `evidence` waits for the artefact `usage-report`. What a look found of artefacts, and since when, where that was before the look:",
    ["| artefact | how it stood |", "|---|---|", ...artefactRows()].join("\n"),
  ].join("\n\n");
}

function artefactRows(): string[] {
  return [...new Set(EXAMPLE_ARTEFACTS.map(([, artefact]) => artefact))].map((artefact) => {
    const own = EXAMPLE_ARTEFACTS.filter(([, one]) => one === artefact);
    const told = own.map(([hour, , state, since]) => `${hour} ${state}${since === undefined ? "" : ` since ${since}`}`);
    return `| ${artefact} | ${told.join("; ")} |`;
  });
}

function figureSection(figure: Figure): string {
  const { source } = FIGURE_WORDS[figure.id];
  return [`## ${figure.title}`, `\`${figure.id}\`, in ${figure.unit}.`, figure.formula, `Source: ${source}`, exampleTable(figure)].join(
    "\n\n",
  );
}

function exampleTable(figure: Figure): string {
  const rows = figure.groups.map((group) => {
    const marks = (["p50", "p85", "p95"] as const).flatMap((mark) =>
      group[mark] === undefined ? [] : [`${mark} ${amount(figure.id, group[mark])}`],
    );
    const value = group.value === undefined ? [] : [amount(figure.id, group.value)];
    const parts = partsOf(figure.id, group).map(({ words }) => words);
    const items = group.items
      .toSorted((a, b) => a.number - b.number)
      .map((item) => `#${item.number} ${amount(figure.id, item.value)}`.trim());
    return `| ${[group.key, String(group.n), [...value, ...marks].join(", "), parts.join(", "), items.join(", ")].map(cell).join(" | ")} |`;
  });
  return ["| of the example | n | value | of it | items |", "|---|---|---|---|---|", ...rows].join("\n");
}
