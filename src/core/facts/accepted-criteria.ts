/** Success criteria as they were accepted, cut to what a record can carry. */
export interface AcceptedCriteria {
  /** In order; long ones cut. */
  texts: string[];
  /** How many there were: more than `texts` when not all could be kept. */
  total: number;
}
