export type FaultKind =
  | "error_before"
  | "error_after"
  | "reset_before"
  | "reset_after"
  | "hang"
  | "truncated_json"
  | "not_found"
  | "unauthorized"
  | "forbidden"
  | "secondary_limit"
  | "primary_limit"
  | "stale"
  /** Folders of a repository are not listed. */
  | "unlisted"
  | "html";

/** A fault to play on requests that match. */
export interface Fault {
  match?: { method?: string; path?: RegExp; graphql?: boolean; query?: RegExp };
  kind: FaultKind;
  /** How many requests it hits; 1 when left out. */
  times?: number;
  /** For the limits: how long to wait. */
  retryAfterSeconds?: number;
}

/** What a fault looks at. */
export interface Incoming {
  method: string;
  path: string;
  isGraphql: boolean;
  body: string;
}

/** The faults that are still to come. */
export class Faults {
  #waiting: { fault: Fault; left: number }[] = [];

  /** Adds a fault; those added first strike first. */
  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** Forgets all faults. */
  clear(): void {
    this.#waiting = [];
  }

  /** How many strikes are still to come. */
  get left(): number {
    return this.#waiting.reduce((sum, one) => sum + one.left, 0);
  }

  /** Takes a request; returns the fault that strikes it, used up by one. */
  take(request: Incoming): Fault | undefined {
    const found = this.#waiting.find(({ fault, left }) => left > 0 && hits(fault, request));
    if (!found) return undefined;
    found.left -= 1;
    this.#waiting = this.#waiting.filter((one) => one.left > 0);
    return found.fault;
  }
}

function hits({ match = {} }: Fault, request: Incoming): boolean {
  return (
    (match.method === undefined || match.method.toUpperCase() === request.method) &&
    (match.path === undefined || match.path.test(request.path)) &&
    (match.graphql === undefined || match.graphql === request.isGraphql) &&
    (match.query === undefined || match.query.test(request.body))
  );
}
