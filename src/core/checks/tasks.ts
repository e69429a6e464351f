import { nameOf } from "../document/inline.js";
import { nameKey } from "../document/names.js";
import type { ListItem, Section } from "../document/model.js";
import { isNotApplicable } from "./not-applicable.js";
import { itemsOf } from "../document/walk.js";

export interface Task {
  line: number;
  text: string;
  /** By which it is compared. */
  key: string;
  done: boolean;
  /** Its author says that it does not apply. */
  idle: boolean;
}

/** The task items of a section, nested ones included; boxes in quotes, code and comments are none. */
export function tasksOf(section: Section): Task[] {
  return itemsOf(section.blocks).flatMap((item: ListItem) =>
    item.task === null
      ? []
      : [{ line: item.line, text: item.text, key: nameKey(nameOf(item)), done: item.task === "done", idle: isNotApplicable(item) }],
  );
}
