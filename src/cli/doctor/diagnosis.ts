import { TemporaryFault, TerminalFault } from "../../core/basics/faults.js";
import { statusOf } from "../../github/faults.js";
import type { ReportResult } from "../common/report.js";

/** One thing that was looked at. */
export type Diagnosis = ReportResult;

const NOWHERE = { file: null, line: null, column: null } as const;

/** All is well. */
export function well(group: string, name: string, found: string): Diagnosis {
  return { ...NOWHERE, group, name, outcome: "pass", found, needed: null, help: null };
}

/** What must be mended: what was found, what is needed, and the page to go to or what to do. */
export function ill(group: string, name: string, found: string, needed: string, help: string): Diagnosis {
  return { ...NOWHERE, group, name, outcome: "fail", found, needed, help };
}

/** What may be meant so. */
export function odd(group: string, name: string, found: string, needed: string, help: string): Diagnosis {
  return { ...ill(group, name, found, needed, help), outcome: "warning" };
}

/** What could not be looked at. */
export function unseen(group: string, name: string, found: string, help: string | null = null): Diagnosis {
  return { ...NOWHERE, group, name, outcome: "skipped", found, needed: null, help };
}

/** Looks; what GitHub refuses to tell or fails on is an error of this one thing, and the others are still looked at. */
export async function looking(group: string, name: string, look: () => Promise<Diagnosis[]>, help: string): Promise<Diagnosis[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof TerminalFault) && !(error instanceof TemporaryFault)) throw error;
    const [needed, advice] = statusOf(error.cause) === 401 ? refused(error.message) : ["an answer of GitHub", help];
    return [{ ...ill(group, name, error.message, needed, advice), outcome: "error" }];
  }
}

/** What GitHub means by a 401, as its words tell: the key, the id or the clock. */
function refused(said: string): [needed: string, help: string] {
  if (/could not be decoded/i.test(said))
    return ["the private key of this App", "APP_ID and PRIVATE_KEY are not of the same App, or the key was deleted on its settings page."];
  if (/\bIssuer\b|\biss\b/.test(said)) return ["the App's own id", "Check APP_ID: it is on the App's settings page."];
  if (/\bExpiration|\bIssued at\b|\bexp\b|\biat\b/.test(said))
    return ["a clock that is right", "This machine's clock is off: have it set by NTP."];
  return ["credentials that GitHub takes", "Check the token, or the App's id and private key."];
}
