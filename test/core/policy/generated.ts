import fc from "fast-check";

/** What a test wants of a contract; the rest is made up. */
export interface ContractWish {
  id?: string;
  from?: string;
  to?: string;
  owner?: string;
  receiver?: string;
  subject?: string;
  labels?: object;
  within?: string;
  count?: number;
  /** As written; `part` says in which list. */
  gates?: { id: string; part?: string; [key: string]: unknown }[];
}

/** A contract as the data of its file. */
export function contractData(wish: ContractWish): object {
  const gates = wish.gates ?? [];
  const of = (part: string) => gates.filter((gate) => (gate.part ?? "context") === part).map(({ part: _part, ...gate }) => gate);
  return {
    apiVersion: "baton/v1",
    kind: "Contract",
    id: wish.id ?? "brief",
    name: "Brief",
    version: "1.0.0",
    stage: { from: wish.from ?? "discover", to: wish.to ?? "decide" },
    role: { from: "pm", to: wish.receiver ?? "architect" },
    applies_to: { ...(wish.subject ? { subject: wish.subject } : {}), ...(wish.labels ? { labels: wish.labels } : {}) },
    owner: wish.owner ?? "pm",
    source_of_truth: { body: true },
    context: of("context"),
    gates: of("gates"),
    trigger: { acknowledge: { by: "architect", within: wish.within ?? "24h", ...(wish.count ? { count: wish.count } : {}) } },
  };
}

const people = fc.record({ users: fc.subarray(["ana", "pia", "lea"]), teams: fc.subarray(["acme/a", "acme/b"]) });

/** Configurations as the data of their file. */
export const configData: fc.Arbitrary<object> = fc.record(
  {
    version: fc.constant(1),
    initial: fc.constantFrom("discover", "decide"),
    enforcement: fc.constantFrom("block", "observe"),
    governs_since: fc.constantFrom("2026-01-01", "2026-06-01"),
    backward: fc.constantFrom("allow", "forbid"),
    roles: fc.record({ pm: people, architect: people, lead: people }, { requiredKeys: [] }),
    acknowledgement: fc.record({ self: fc.boolean(), bots: fc.subarray(["x[bot]", "y[bot]"]) }, { requiredKeys: [] }),
    override: fc.record({ by: fc.constantFrom("pm", "lead"), second: fc.constant("architect") }, { requiredKeys: ["by"] }),
    calendar: fc.constant({ timezone: "Asia/Tokyo" }),
    pull_requests: fc.record(
      {
        require_issue: fc.boolean(),
        allowed_stages: fc.subarray(["decide", "build", "test"]),
        exempt: fc.record({ authors: fc.subarray(["a", "b"]), labels: fc.subarray(["l", "m"]) }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    ),
    environments: fc.dictionary(
      fc.constantFrom("staging", "production"),
      fc.record({ stage: fc.constantFrom("build", "ship") }, { requiredKeys: [] }),
      { maxKeys: 2 },
    ),
    labels: fc.record({ blocked: fc.constantFrom("stop", "stage: build") }),
  },
  { requiredKeys: ["version"] },
);
