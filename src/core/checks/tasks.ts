import type { ListItem, Section } from "../document/model.js";
import { itemsOf } from "../document/walk.js";

export interface Task {
  line: number;
  text: string;
  done: boolean;
}

/** The task items of a section, nested ones included; boxes in quotes, code and comments are none. */
export function tasksOf(section: Section): Task[] {
  return itemsOf(section.blocks).flatMap((item: ListItem) =>
    item.task === null ? [] : [{ line: item.line, text: item.text, done: item.task === "done" }],
  );
}
