import type { Moment } from "../facts/moment.js";

/** Something that is bound, as it was at a look, with the moment since which it stood so. */
export interface Stand {
  digest: string;
  since: Moment;
}
