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

function describe(error: unknown, depth: number): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error).slice(0, MESSAGE_LENGTH) };
  const described: LoggedError = { type: error.name, message: error.message.slice(0, MESSAGE_LENGTH) };
  if (error.stack) described.stack = error.stack.slice(0, 2 * MESSAGE_LENGTH);
  if ("status" in error && typeof error.status === "number") described.status = error.status;
  if ("code" in error && typeof error.code === "string") described.code = error.code;
  if (error.cause !== undefined && depth > 0) described.cause = describe(error.cause, depth - 1);
  return described;
}
