import type { CheckSpec, GateSpec } from "../checks/gate-spec.js";
import type { Time } from "../basics/known.js";
import type { Judgement } from "../judging/judgement.js";
import { contractDigest } from "../policy/contract.js";
import type { Produced } from "../policy/roles/role-system.js";
import type { Contract, Policy } from "../policy/types.js";
import { yamlLine } from "../yaml/line.js";
import type { LookUp } from "./paths.js";
import { trial } from "./trial.js";

/** A document in which a role publishes something. */
export interface Published {
  policy: Policy;
  artefact: Produced;
  path: string;
  now: Time;
  /** Where the repository's files are looked up. */
  lookUp: LookUp;
}

/** Takes a published document; returns how the checks of its artefact come out on it, as gates of a contract that reads nothing else. */
export function judgePublished({ policy, artefact, path, now, lookUp }: Published): Judgement {
  const contract = readerOf(artefact, path, policy);
  const body = `[${artefact.id}](/${path.split("/").map(encodeURIComponent).join("/")})`;
  return trial({ policy, contract, given: { body, subject: "issue", labels: [] }, now, lookUp });
}

function readerOf({ id, name, checks }: Produced, path: string, { lifecycle }: Policy): Contract {
  const [stage = { id: "" }] = lifecycle.stages;
  const content = {
    id,
    name,
    version: "1.0.0",
    stage: { from: stage.id, to: stage.id },
    role: { from: null, to: "" },
    appliesTo: { subject: "issue" as const, labels: { any: [], all: [], none: [] } },
    owner: "",
    sourceOfTruth: { body: false, document: path },
    gates: checks.map(gateOf),
    acknowledge: { by: "", count: 1, within: { text: "24h", ms: 86_400_000 } },
    begin: null,
    notes: [],
  };
  return { ...content, file: path, digest: contractDigest(content) };
}

function gateOf(check: CheckSpec, index: number): GateSpec {
  const title = titleOf(check) ?? (yamlLine(check) ?? check.kind).replace(/^\{ (.*) \}$/, "$1");
  return { id: `check-${index + 1}`, title, part: "context", level: "block", when: null, check: { ...check, in: "document" }, line: 1 };
}

/** A check that reads sections and has no title of its own is called by them; null for any other. */
function titleOf({ params }: CheckSpec): string | null {
  const given = typeof params === "object" && params !== null && "section" in params ? params.section : null;
  const names = (Array.isArray(given) ? given : [given]).filter((name): name is string => typeof name === "string");
  return names.length === 0 ? null : `Section ${names.map((name) => `\`${name}\``).join(" or ")}`;
}
