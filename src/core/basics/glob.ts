/**
 * True when a repository path matches a glob of `*`, `**` and `?`. Takes the glob and the path; time is bounded by the product
 * of their lengths, whatever they hold. `**` as a whole segment stands for any number of folders, none included.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const wanted = plainGlob(glob).split("/");
  const given = path.normalize("NFC").split("/");
  let reached = new Set([0]);
  for (const segment of wanted) reached = step(segment, given, reached);
  return reached.has(given.length);
}

/** Takes a glob; returns the folder that everything it matches is in, empty for the root, and null where it is the path of one file. */
export function folderOfGlob(glob: string): string | null {
  const segments = plainGlob(glob).split("/");
  const first = segments.findIndex((segment) => /[*?]/.test(segment));
  return first < 0 ? null : segments.slice(0, first).join("/");
}

/** Takes a glob, or a path written as one; returns it from the repository's root. */
export function plainGlob(glob: string): string {
  return glob.normalize("NFC").replace(/^\.?\//, "");
}

/** The positions in the path that can be reached after one more segment of the glob. */
function step(segment: string, given: readonly string[], from: ReadonlySet<number>): Set<number> {
  const to = new Set<number>();
  if (segment === "**") {
    let lowest = given.length + 1;
    for (const at of from) lowest = Math.min(lowest, at);
    for (let at = lowest; at <= given.length; at++) to.add(at);
    return to;
  }
  for (const at of from) {
    const name = given[at];
    if (name !== undefined && matchesSegment(segment, name)) to.add(at + 1);
  }
  return to;
}

/** Greedy with one way back, which is enough for wildcards and never exponential. */
function matchesSegment(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let retry = 0;
  while (n < name.length) {
    const want = pattern[p];
    if (want === "*") {
      star = p++;
      retry = n;
    } else if (want !== undefined && (want === "?" || want === name[n])) {
      p++;
      n++;
    } else if (star !== -1) {
      p = star + 1;
      n = ++retry;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
