import type { GateSpec } from "../checks/gate-spec.js";
import type { CheckDefinition } from "../checks/define.js";
import { canonicalJson, sha256 } from "../basics/digest.js";
import type { ContractData, GateData } from "./contract-schema.js";
import { contractSchema, gateSchema } from "./contract-schema.js";
import { unique } from "./config.js";
import type { SourceFile } from "./source-file.js";
import { judge } from "./source-file.js";
import type { Contract } from "./types.js";
import { didYouMean, oneOf } from "./complaints.js";
import { keysOf } from "./schema-walk.js";

/** The kinds of check a policy may use. */
export type Checks = readonly CheckDefinition[];
type Part = GateSpec["part"];

const OWN_KEYS: ReadonlySet<string> = new Set(Object.keys(gateSchema.shape));

/** Takes a contract's file and the kinds of check there are; returns the contract, or null after reporting why not. */
export function readContract(file: SourceFile, checks: Checks): Contract | null {
  const loose = new Set(checks.flatMap(({ params }) => keysOf(params)));
  const data = judge(file, contractSchema, file.data, [], { loose });
  if (!data) return null;
  const written = [
    ...data.context.map((gate, index) => ({ gate, at: ["context", index] })),
    ...data.gates.map((gate, index) => ({ gate, at: ["gates", index] })),
  ];
  unique(
    file,
    written.map(({ gate, at }) => ({ name: gate.id, path: [...at, "id"] })),
  );
  written.forEach(({ gate, at }) => refuseReserved(file, gate.id, [...at, "id"]));
  const gates = written.map(({ gate, at }) => readGate(file, gate, at, checks, data.source_of_truth.body));
  const whole = gates.filter((gate) => gate !== null);
  if (whole.length < gates.length) return null;
  if (!whole.some((gate) => gate.level === "block"))
    file.report(
      {
        path: ["gates"],
        at: "key",
        found: "no check that blocks",
        needed: "at least one",
        fix: "A contract without a blocking gate is only a suggestion.",
        rule: "no-blocking-gate",
      },
      "warning",
    );
  return build(file.path, data, whole);
}

/** `ofBody`: a check that does not say which text it reads reads the body. */
function readGate(file: SourceFile, gate: GateData, at: PropertyKey[], checks: Checks, ofBody: boolean): GateSpec | null {
  const kinds = checks.map((check) => check.kind);
  const definition = checks.find((check) => check.kind === gate.check);
  if (!definition) {
    file.report({
      path: [...at, "check"],
      at: "value",
      found: `the unknown check "${gate.check.slice(0, 60)}"`,
      needed: oneOf(kinds),
      fix: didYouMean(gate.check, kinds),
      rule: "unknown-check",
    });
    return null;
  }
  if (gate.in === "document" && !definition.content)
    file.report({
      path: [...at, "in"],
      at: "key",
      found: `\`in\` on \`${gate.check}\``,
      needed: "a check that reads text",
      fix: "Remove `in`.",
      rule: "invalid-value",
    });
  const params = readParams(file, gate, at, definition);
  if (params === null) return null;
  return {
    id: gate.id,
    title: gate.title ?? titleOf(gate.id),
    part: at[0] as Part,
    level: gate.level,
    when: gate.when ?? null,
    check: { kind: gate.check, in: gate.in ?? (ofBody || !definition.content ? "body" : "document"), params: params.value },
    line: file.positions.key(at).line,
  };
}

function readParams(file: SourceFile, gate: GateData, at: PropertyKey[], definition: CheckDefinition): { value: unknown } | null {
  const rest = Object.fromEntries(Object.entries(gate).filter(([key]) => !OWN_KEYS.has(key)));
  return judge(
    file,
    definition.params.transform((parsed) => ({ value: parsed })),
    rest,
    at,
    { root: [...OWN_KEYS] },
  );
}

/** What `/confirm` means something else by. */
const RESERVED = new Set(["agent", "destructive"]);

function refuseReserved(file: SourceFile, id: string, path: PropertyKey[]): void {
  if (!RESERVED.has(id.toLowerCase())) return;
  const found = `the id "${id}", by which \`/confirm\` means what an agent did`;
  file.report({ path, at: "value", found, needed: "another id", fix: `Rename it, to \`${id}-review\` for instance.`, rule: "reserved-id" });
}

function titleOf(id: string): string {
  const text = id.replaceAll(/[-_]+/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function build(file: string, data: ContractData, gates: GateSpec[]): Contract {
  const { acknowledge, begin } = data.trigger;
  const content = {
    id: data.id,
    name: data.name,
    version: data.version,
    stage: data.stage,
    role: { from: data.role.from ?? null, to: data.role.to },
    appliesTo: data.applies_to,
    owner: data.owner,
    sourceOfTruth: truthOf(data.source_of_truth),
    gates,
    acknowledge: { by: acknowledge.by ?? data.role.to, count: acknowledge.count, within: acknowledge.within },
    begin: begin ?? null,
    notes: data.notes,
  };
  return { ...content, file, digest: contractDigest(content) };
}

/** A contract without a file of data keeps the digest it had before there could be one. */
function truthOf({ body, document, sidecar }: ContractData["source_of_truth"]): Contract["sourceOfTruth"] {
  return { body, document: document ?? null, ...(sidecar !== undefined && { sidecar }) };
}

/** Takes what a contract says; returns its digest. Lines and files move; what the contract demands does not. */
export function contractDigest({
  file: _file,
  digest: _digest,
  ...content
}: Omit<Contract, "file" | "digest"> & Partial<Contract>): string {
  const gates = content.gates.map(({ line: _line, file: _from, ...gate }) => gate);
  return sha256(canonicalJson({ ...content, gates }));
}
