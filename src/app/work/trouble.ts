import { TemporaryFault, TerminalFault, TooMuch, Unwhole } from "../../core/basics/faults.js";

/** True for what is the matter with one item: it was too much, GitHub cannot give it whole, or Baton itself failed on it. False for a GitHub that fails. */
export function isOfItem(error: unknown): boolean {
  return error instanceof Unwhole || !(error instanceof TemporaryFault || error instanceof TerminalFault);
}

/** Takes what went wrong with an item; returns it in words that may be read by everybody. What the operator's log says is not among them. */
export function whyOf(error: unknown): string {
  if (error instanceof TooMuch || error instanceof Unwhole) return error.message;
  if (error instanceof TemporaryFault || error instanceof TerminalFault) return "GitHub does not give what it takes to judge it";
  return "Baton itself failed on it; its operator finds more in the log";
}
