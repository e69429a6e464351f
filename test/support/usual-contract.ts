/** A contract of which only what is given matters: from Discover to Decide, by `pm` for `architect`. Takes its own keys; returns it as YAML or JSON is made of it. */
export function usualContract(own: object): object {
  return {
    apiVersion: "baton/v1",
    kind: "Contract",
    id: "case",
    name: "A case",
    version: "1.0.0",
    stage: { from: "discover", to: "decide" },
    role: { from: "pm", to: "architect" },
    owner: "pm",
    source_of_truth: { body: true, document: "docs/**/*.md" },
    trigger: { acknowledge: { within: "24h" } },
    ...own,
  };
}
