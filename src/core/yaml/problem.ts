/** Something that makes a YAML text unusable. Positions count from 1. */
export interface YamlProblem {
  line: number;
  column: number;
  found: string;
  needed: string;
  fix: string | null;
}

/** A problem by its offset in the text. */
export interface YamlFault {
  offset: number;
  found: string;
  needed: string;
  fix: string | null;
}
