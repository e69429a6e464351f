const HOUR = 60 * 60 * 1000;

/** How numbers of a world are told apart: only by their place among the words that may still count. */
export interface Scale {
  time(at: number): string;
  /** For what words only have to be later than: whether it is a word's own time is no matter. */
  since(at: number): string;
  /** With whole hours from now, for what ends by the clock. */
  clock(at: number): string;
  id(id: number): string;
  /** As `since`, for ids. */
  mark(id: number): string;
}

/** Takes the times and ids that others are held against, and the time; returns their scale. */
export function scaleOf(times: readonly number[], ids: readonly number[], now: number): Scale {
  const seconds = [...new Set(times)];
  return {
    time: (at) => place(seconds, at),
    clock: (at) => `${place(seconds, at)}~${Math.round((at - now) / HOUR)}`,
    id: (id) => place(ids, id),
    since: (at) => String(notAfter(seconds, at)),
    mark: (id) => String(notAfter(ids, id)),
  };
}

function place(list: readonly number[], value: number): string {
  let below = 0;
  for (const each of list) {
    if (each === value) return `${below}=`;
    if (each < value) below += 1;
  }
  return String(below);
}

function notAfter(list: readonly number[], value: number): number {
  return list.reduce((count, each) => (each <= value ? count + 1 : count), 0);
}
