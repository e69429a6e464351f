import pino from "pino";
import type { DestinationStream, Logger } from "pino";
import { redact } from "./redact.js";
import { describeError } from "./error-fields.js";

export type { Logger } from "pino";

export interface LogOptions {
  level: string;
  /** Values that must never be written, such as the webhook secret. */
  secrets?: string[];
  /** Standard output when left out. */
  destination?: DestinationStream;
}

/** Makes the log. Every line is redacted as a whole, so that no field, message or nested error can bring a secret out. */
export function createLog(options: LogOptions): Logger {
  const secrets = (options.secrets ?? []).map((secret) => JSON.stringify(secret).slice(1, -1)).filter((secret) => secret.length > 0);
  const settings = {
    level: options.level,
    base: null,
    serializers: { err: describeError, error: describeError },
    hooks: { streamWrite: (line: string) => redact(line, secrets) },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}
