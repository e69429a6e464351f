/** How an actual value must stand to the one that was promised. */
export type Comparator = "<" | "<=" | ">" | ">=" | "=";

/** What a criterion came to. */
export type Verdict = "met" | "missed" | "partly";

/** A value with the side of it on which the good ones lie. */
export interface Target {
  comparator: Comparator;
  value: number;
  /** `%`, `min`, `EUR`, or what is counted, as it was written; empty without one. */
  unit: string;
}

/** What a success criterion promises, as it was read from its words or from a row of a table. */
export interface Promised extends Target {
  /** What is measured, in the criterion's words. */
  metric: string;
  /** How it was before, as written. */
  baseline?: string;
  /** By when, as written. */
  by?: string;
  /** Where the value will come from, as written. */
  source?: string;
}

/** Success criteria as they were accepted, cut to what a record can carry. */
export interface AcceptedCriteria {
  /** In order; long ones cut. */
  texts: string[];
  /** How many there were: more than `texts` when not all could be kept. */
  total: number;
  /** What each of the texts promises, null where that is not sure. */
  promised?: (Promised | null)[];
}
