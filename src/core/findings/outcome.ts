/** How a check or gate came out; an error is never a pass. */
export type Outcome = "pass" | "fail" | "pending" | "error";
