/** A piece of a judgement, named so that it can be told when it was too much. */
export interface Step {
  of: "gate" | "document" | "file" | "body";
  /** Id of the gate, path of the document or file; empty for the body. */
  name: string;
}

/** Hears of each step as it begins. */
export type Watcher = (step: Step) => void;

let watcher: Watcher | null = null;

/** Tells whoever watches that this step begins. Costs nothing while nobody does. */
export function step(of: Step["of"], name = ""): void {
  watcher?.({ of, name });
}

/** Has the watcher hear of every step from now on; null: nobody. For the thread that judges, which does one thing at a time. */
export function watchSteps(by: Watcher | null): void {
  watcher = by;
}
