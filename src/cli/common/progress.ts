/** Says what a command is at; an empty text takes it away again. */
export type Progress = (text: string) => void;

/** Takes where to say it; returns how. Each text replaces the last, and only somebody at a terminal is told. */
export function progressOn(to: { isTTY?: boolean; write: (text: string) => unknown }): Progress {
  return (text) => {
    if (to.isTTY === true) to.write(`\r\u001B[K${text}`);
  };
}
