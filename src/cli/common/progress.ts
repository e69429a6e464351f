/** Says what a command is at; an empty text takes it away again. */
export type Progress = (text: string) => void;

/** Takes where to say it; returns how. Each text replaces the last, and only somebody at a terminal is told. */
export function progressOn(to: { isTTY?: boolean; write: (text: string) => unknown }): Progress {
  return (text) => {
    if (to.isTTY === true) to.write(`\r\u001B[K${text}`);
  };
}

/** Whoever waits longer is told what a command is at. */
const PATIENCE_MS = 2000;

/** Takes how to say it; returns the same for what may be over at once: nothing is said in the first two seconds. */
export function afterPatience(progress: Progress): Progress {
  const began = performance.now();
  return (text) => {
    if (performance.now() - began > PATIENCE_MS) progress(text);
  };
}
