import { checkByKind } from "../../core/checks/registry.js";
import type { GateSpec } from "../../core/checks/gate-spec.js";
import type { Contract, Policy, PolicyProblem } from "../../core/policy/types.js";
import { SHOWN_VERSION, type ShownContract, type ShownPolicy } from "../../core/shown/types.js";
import { join, plain, stop } from "../markdown.js";
import { quoted } from "../inert.js";
import { policyWords } from "../policy-words.js";
import { roleMapOf } from "../roles/map.js";
import { sourceUrl, type Source } from "./links.js";
import { shownAgents, shownRoleMap, shownRoles } from "./policy-roles.js";

const MOST_PROBLEMS = 200;

/** Takes a policy, what is wrong or weak in it, and where it lies; returns what the pages of the repository know of it. */
export function shownPolicy(policy: Policy, problems: readonly PolicyProblem[], web: string): ShownPolicy {
  const place = { web, repository: policy.source.repository, commit: policy.source.commit };
  const map = roleMapOf(policy);
  return {
    version: SHOWN_VERSION,
    enforcement: policy.enforcement,
    commit: policy.source.commit,
    stages: policy.lifecycle.stages.map(({ id, name, label, question, output }) => ({
      id,
      name: policyWords(name),
      label,
      question: words(question),
      output: words(output),
    })),
    roles: shownRoles(policy, map, place),
    roleMap: shownRoleMap(map),
    agents: shownAgents(policy, place),
    contracts: inOrder(policy).map((contract) => shownContract(contract, place)),
    problems: problems.slice(0, MOST_PROBLEMS).map((problem) => ({
      severity: problem.severity,
      file: problem.file,
      line: problem.line,
      words: `${plain(problem.found)}; needed: ${stop(plain(problem.needed))}`,
      fix: problem.fix === null ? null : plain(problem.fix),
      rule: problem.rule ?? null,
      url: sourceUrl({ ...place, file: problem.file, line: problem.line }),
    })),
    timezone: policy.calendar?.timezone ?? "UTC",
  };
}

/** As work goes through the stages. */
function inOrder({ contracts, lifecycle }: Policy): Contract[] {
  const at = ({ stage }: Contract) => lifecycle.stages.findIndex(({ id }) => id === stage.from);
  return contracts.toSorted((a, b) => at(a) - at(b));
}

function words(text: string): string {
  return text === "" ? "" : policyWords(text);
}

function shownContract(contract: Contract, place: Omit<Source, "file">): ShownContract {
  const { id, name, version, stage, role, acknowledge, begin, owner, file, gates, notes } = contract;
  const times = acknowledge.count === 1 ? "one" : String(acknowledge.count);
  return {
    id,
    name: policyWords(name),
    version,
    from: stage.from,
    to: stage.to,
    giver: role.from,
    receiver: role.to,
    acknowledge: `${times} of ${quoted(acknowledge.by)} within ${policyWords(acknowledge.within.text)}`,
    begin: begin && `within ${policyWords(begin.within.text)}; what shows it: ${BEGINS[begin.signal]}`,
    appliesTo: appliesTo(contract.appliesTo),
    owner,
    url: sourceUrl({ ...place, file }),
    gates: gates.map((gate) => shownSpec(gate, contract, place)),
    notes: notes.map(policyWords),
  };
}

const BEGINS: Record<NonNullable<Contract["begin"]>["signal"], string> = {
  assigned: "somebody is assigned",
  linked_pr: "a pull request is linked",
  command: "`/begin`",
  any: "an assignment, a linked pull request or `/begin`",
};

const SUBJECTS: Record<Contract["appliesTo"]["subject"], string> = {
  issue: "issues",
  pull_request: "pull requests",
  both: "issues and pull requests",
};

function appliesTo({ subject, labels }: Contract["appliesTo"]): string {
  return [SUBJECTS[subject], labelWords(labels)].filter((part) => part !== "").join(" ");
}

function labelWords({ any, all, none }: Contract["appliesTo"]["labels"]): string {
  const parts = [
    any.length > 0 ? `with ${join(any.map(quoted), "or")}` : "",
    all.length > 0 ? `with ${join(all.map(quoted))}` : "",
    none.length > 0 ? `without ${join(none.map(quoted), "or")}` : "",
  ];
  return join(parts.filter((part) => part !== ""));
}

const LONGEST = 400;

function shownSpec(gate: GateSpec, contract: Contract, place: Omit<Source, "file">): ShownContract["gates"][number] {
  const { kind, params } = gate.check;
  const given = Object.entries((params ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined && value !== null);
  const told = given.map(([key, value]) => `${quoted(key)} ${quoted(JSON.stringify(value).slice(0, LONGEST))}`);
  const summary = checkByKind(kind)?.summary ?? "";
  return {
    id: gate.id,
    title: policyWords(gate.title),
    kind,
    level: gate.level,
    when: gate.when && labelWords(gate.when.labels),
    asks: `${stop(policyWords(summary))}${told.length === 0 ? "" : ` ${told.join(" · ")}`}`,
    url: sourceUrl({ ...place, file: gate.file ?? contract.file, line: gate.line }),
  };
}
