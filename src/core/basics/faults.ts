/** A fault that may pass by itself: retried with backoff. `retryAt` is epoch milliseconds when GitHub said when. */
export class TemporaryFault extends Error {
  readonly retryAt: number | null;
  constructor(message: string, options: { cause?: unknown; retryAt?: number } = {}) {
    super(message, { cause: options.cause });
    this.name = "TemporaryFault";
    this.retryAt = options.retryAt ?? null;
  }
}

/** There was no answer at all: the network, a name, a certificate, or the other side is away. */
export class Unreachable extends TemporaryFault {
  constructor(message: string, options: { cause?: unknown; retryAt?: number } = {}) {
    super(message, options);
    this.name = "Unreachable";
  }
}

/** A fault that repeating will not mend: parked with its reason until somebody acts. */
export class TerminalFault extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "TerminalFault";
  }
}

/** The installation is gone or suspended, by somebody's decision: its work ends until it is back. */
export class InstallationAway extends TerminalFault {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "InstallationAway";
  }
}

/** Judging one thing took more processor time or memory than it may. The message says what was too much, in words fit for everybody. */
export class TooMuch extends Error {
  constructor(message: string) {
    super(message);
    this.name = "TooMuch";
  }
}

/** An item of which GitHub cannot give everything, however often it is asked. The message is fit for everybody. */
export class Unwhole extends TerminalFault {
  constructor(message: string) {
    super(message);
    this.name = "Unwhole";
  }
}
