import { lineBox } from "../document/boxes.js";
import { finish, nameOf } from "../document/inline.js";
import { boxedRows, type RowBoxes } from "../document/row-boxes.js";
import { nameKey } from "../document/names.js";
import type { Finding } from "../findings/findings.js";
import { isNotApplicable } from "./not-applicable.js";
import { problem } from "./results.js";
import type { Block, ListItem, Section, Table, Text } from "../document/model.js";

/** A box with what it is for. */
export interface Task {
  line: number;
  text: string;
  /** By which it is compared. */
  key: string;
  /** The same of each cell of a table's row that says what its box is for; left out where that is one. */
  parts?: string[];
  done: boolean;
  /** As written, where that is not how a box is written; such a box is open. */
  awry?: string;
  /** Its author says that it does not apply. */
  idle: boolean;
}

/**
 * The task items of a section, nested ones included, and what was meant for one: a box in no list counts as it stands, ticked or not, one that is
 * written awry is open, and so in tables, where a box may have a cell of its own. Boxes in quotes, code and comments are none.
 */
export function tasksOf(section: Section): Task[] {
  const found: Task[] = [];
  addTasks(section.blocks, found);
  return found;
}

function addTasks(blocks: readonly Block[], to: Task[]): void {
  for (const block of blocks) {
    if (block.kind === "list") for (const item of block.items) addItem(item, to);
    else if (block.kind === "paragraph") addStray(block, to);
    else if (block.kind === "table") addTable(block, to);
  }
}

function addItem(item: ListItem, to: Task[]): void {
  const { line, task, awry } = item;
  const strays = (task === null ? item.lines : item.lines.slice(1)).filter(({ text }) => lineBox(text) !== null);
  const own =
    strays.length === 0
      ? item
      : {
          ...item,
          ...finish(
            item.line,
            item.lines.filter((each) => !strays.includes(each)),
            item.links,
          ),
        };
  const idle = isNotApplicable(item);
  // Who strikes out what was ticked takes it back.
  const done = task === "done" && (own.standing === undefined || own.standing !== "");
  if (task !== null) to.push({ line, text: own.text, key: nameKey(nameOf(own)), done, idle, ...(awry === undefined ? {} : { awry }) });
  addStray({ lines: strays, standing: item.standing }, to);
  addTasks(item.blocks, to);
}

function addTable(table: Table, to: Task[]): void {
  for (const { row, boxes } of boxedRows(table))
    if (boxes !== null) to.push(taskOf(boxes, row.line));
    else for (const cell of row.cells) addStray(cell, to);
}

function taskOf({ names, done, written }: RowBoxes, line: number): Task {
  const text = names.join(" · ");
  const parts = names.length === 1 ? {} : { parts: names.map(nameKey) };
  const idle = [written, ...names].some((each) => isNotApplicable({ text: each }));
  return { line, text, key: nameKey(names.join(" ")), done, idle, ...parts, ...(done ? {} : { awry: written }) };
}

/** Ticks in code and in what is struck out are nobody's. */
function addStray({ lines, standing }: Pick<Text, "lines" | "standing">, to: Task[]): void {
  const left = standing === undefined ? null : new Set(standing.split("\n"));
  for (const { line, text, prose } of lines) {
    const box = lineBox(text);
    if (box === null || (box.ticked && (lineBox(prose) === null || left?.has(text) === false))) continue;
    const awry = box.awry ? { awry: box.written } : {};
    to.push({ line, text: box.rest, key: nameKey(box.rest), done: box.ticked, idle: false, ...awry });
  }
}

/** What is said of a box that nobody ticked. */
export function boxOpen({ line, text, awry }: Pick<Task, "line" | "text" | "awry">): Finding {
  return problem({ code: "box_open", item: text, ...(awry === undefined ? {} : { awry }), line });
}
