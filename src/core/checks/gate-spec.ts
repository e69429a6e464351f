/** One constraint of a contract. */
export interface GateSpec {
  id: string;
  title: string;
  part: "context" | "gates";
  level: "block" | "warn";
  when: { labels: LabelFilter } | null;
  check: CheckSpec;
  /** Line in its file, from 1. */
  line: number;
  /** The file it stands in, when that is not the contract's. */
  file?: string;
}

/** A check with its parameters, already validated by the kind's own schema. Nested in `all`, `any`, `not`, `document`. */
export interface CheckSpec {
  kind: string;
  in: "body" | "document";
  params: unknown;
}

export interface LabelFilter {
  any: string[];
  all: string[];
  none: string[];
}
