import { Frozen } from "./breaker.js";

/** Does one part of a run. Where it may not write now, that is noted in `frozen` and `instead` returned: it keeps no other part from what it may. */
export async function unlessFrozen<T>(frozen: Frozen[], instead: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Frozen)) throw error;
    frozen.push(error);
    return instead;
  }
}
