import { TemporaryFault, TerminalFault } from "../core/basics/faults.js";
import { saidIn } from "../github/said.js";

const DEPTH = 4;
const MESSAGE_LENGTH = 2_000;

/** What a log line says of an error: never its request or response, which hold other people's text and tokens. */
export interface LoggedError {
  type: string;
  message: string;
  stack?: string;
  status?: number;
  code?: string;
  cause?: LoggedError;
}

/** Takes anything that was thrown; returns what may be logged of it. */
export function describeError(error: unknown): LoggedError {
  return describe(error, DEPTH);
}

/** Takes anything that was thrown; returns the fields of its log line. A fault is understood: its reason is enough, where it came from is not told. */
export function reasonFields(error: unknown): { reason: string } | { err: unknown } {
  return error instanceof TemporaryFault || error instanceof TerminalFault ? { reason: error.message } : { err: error };
}

function describe(error: unknown, depth: number): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error).slice(0, MESSAGE_LENGTH) };
  const described: LoggedError = { type: error.name, message: messageOf(error) };
  const frames = framesOf(error);
  if (frames !== "") described.stack = frames;
  if ("status" in error && typeof error.status === "number") described.status = error.status;
  if ("code" in error && typeof error.code === "string") described.code = error.code;
  if (error.cause !== undefined && depth > 0) described.cause = describe(error.cause, depth - 1);
  return described;
}

/** Some messages quote what they are about: Octokit's the answer, a parser's the text. */
function messageOf(error: Error): string {
  if (/Syntax/.test(error.name)) return "(what could not be parsed is not shown)";
  const isAnswer = "request" in error || "response" in error;
  return (isAnswer ? (saidIn(error) ?? "") : error.message).slice(0, MESSAGE_LENGTH);
}

/** The stack begins with the message, however many lines that has. */
function framesOf({ stack = "" }: Error): string {
  const frames = stack.split("\n").filter((line) => /^ {4}at /.test(line));
  return frames.join("\n").slice(0, 2 * MESSAGE_LENGTH);
}
