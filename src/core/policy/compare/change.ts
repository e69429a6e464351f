/** One difference between two versions of a policy, in data; `src/render/changes.ts` has the words. */
export interface PolicyChange {
  /** `loosened` lets something pass that did not before, or may: it needs the owners' approval. */
  effect: "loosened" | "tightened" | "neutral";
  /** True when items in flight may lose an ack or a green gate by it. */
  breaking: boolean;
  /** Id of the contract; null for the configuration. */
  contract: string | null;
  /** Id of the gate, when it is one gate's. */
  gate: string | null;
  /** Dotted path of what changed inside the gate, the contract or the configuration: `params.min_words`, `trigger.acknowledge.within`. */
  what: string;
  /** As YAML would show it on one line; null: was not there, or is not there any more. */
  before: string | null;
  after: string | null;
  /** Roles of which a member must approve when it loosens. */
  owners: string[];
  /** Where it stands in the new version, or in the old one when it was removed. */
  file: string;
  /** From 1. */
  line: number;
}
