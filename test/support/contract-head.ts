/** What stands at the top of a contract, as YAML. */
interface Head {
  id: string;
  name: string;
  stage: string;
  role: string;
  owner: string;
  source: string;
}

const USUAL: Head = {
  id: "c",
  name: "C",
  stage: "{ from: discover, to: decide }",
  role: "{ from: pm, to: architect }",
  owner: "pm",
  source: "{ body: true }",
};

/** The first nine lines of a contract, where only what is given matters: from Discover to Decide, by `pm` for `architect`. Ends with a line break. */
export function contractHead(own: Partial<Head> = {}): string {
  const { id, name, stage, role, owner, source } = { ...USUAL, ...own };
  return `apiVersion: baton/v1
kind: Contract
id: ${id}
name: ${name}
version: 1.0.0
stage: ${stage}
role: ${role}
owner: ${owner}
source_of_truth: ${source}
`;
}
