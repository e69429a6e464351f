/** What a run leaves behind: when to look again by itself, if ever. */
export interface RunEnd {
  dueAt: number | null;
}
