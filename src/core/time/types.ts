export interface Calendar {
  timezone: string;
  /** ISO weekdays, 1 = Monday. */
  days: number[];
  /** Minutes from midnight, local time. */
  from: number;
  to: number;
  /** `YYYY-MM-DD`, local. */
  holidays: string[];
}

/** A length of time as written, with its milliseconds (calendar months count 30 days, years 365). */
export interface Duration {
  text: string;
  ms: number;
}
