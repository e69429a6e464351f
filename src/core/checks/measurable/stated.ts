import type { Promised } from "../../facts/accepted-criteria.js";
import type { Block, Section, TableRow, Text, TextLine } from "../../document/model.js";
import { fullText, outerItems, standingBlocks, standingLine, standingLines, tablesOf, textsOf } from "../../document/walk.js";
import { withBounds } from "./code-bounds.js";
import { criteriaColumns, readRow, type RowReading } from "./criteria-table.js";
import { parseCriterion } from "./parse.js";

/** What a section gives as a criterion. */
export interface Stated {
  line: number;
  text: string;
  /** The same without inline code, whose numbers are names, but for what code compares. */
  prose: string;
  /** The same with what a table of criteria says of each elsewhere than in its metric and its target. */
  around: string;
  /** How a row of a table of criteria reads; null for anything else. */
  row: RowReading | null;
}

/** Lists the criteria of a section: its list items and table rows; without any, each paragraph is one. What is struck out is none of it. */
export function criteriaOf(section: Section): Stated[] {
  const blocks = standingBlocks(section.blocks);
  const items = outerItems(blocks).map((item) => {
    const prose = [item, ...textsOf(standingBlocks(item.blocks))].map(proseOf).join("\n");
    return { line: item.line, text: fullText(item), prose, around: prose, row: null };
  });
  const listed = [...items, ...rowsOf(blocks)].filter(({ text }) => /[^\s|]/.test(text));
  if (listed.length > 0) return listed;
  return blocks
    .filter(isProse)
    .map(fromParagraph)
    .filter((criterion) => criterion.text !== "");
}

/** What a criterion promises; null where that is not sure. */
export function promisedBy({ row, text, prose }: Stated): Promised | null {
  if (row !== null) return row.is === "sure" ? row.promised : null;
  return parseCriterion(text) ?? (prose === text ? null : parseCriterion(prose));
}

function rowsOf(blocks: readonly Block[]): Stated[] {
  return tablesOf(blocks).flatMap((table) => {
    const columns = criteriaColumns(table);
    return table.rows.map((row) => ({
      line: row.line,
      text: joined(row.cells, (line) => line.text),
      // A number in the baseline is no target.
      prose: joined(columns ? row.cells.filter((_cell, at) => at === columns.metric || at === columns.target) : row.cells, withBounds),
      around: joined(row.cells, withBounds),
      row: columns && readRow(row, columns),
    }));
  });
}

function joined(cells: TableRow["cells"], of: (line: TextLine) => string): string {
  return cells.map((cell) => cell.lines.map((line) => of(standingLine(line))).join(" ")).join(" | ");
}

function proseOf({ lines }: Text): string {
  return lines.map((line) => withBounds(standingLine(line))).join("\n");
}

function isProse(block: Block): boolean {
  return block.kind === "paragraph" || block.kind === "html" || block.kind === "quote";
}

function fromParagraph(block: Block): Stated {
  const lines = standingLines([block]);
  const prose = lines.map(withBounds).join("\n");
  return {
    line: block.line,
    text: lines
      .map((line) => line.text)
      .join("\n")
      .trim(),
    prose,
    around: prose,
    row: null,
  };
}
