import { readConfig } from "../policy/config.js";
import { isTemplatePath } from "../policy/files.js";
import { readAgents } from "../policy/kinds/agent.js";
import { CONFIG_PATH } from "../policy/paths.js";
import type { ReadPolicy } from "../policy/kinds/kind.js";
import { readPolicy, type PolicyFile } from "../policy/parse.js";
import type { PolicyProblem } from "../policy/types.js";
import type { Position } from "../yaml/yaml.js";
import { isMisplacedConfig } from "./ignored.js";
import { placeOfWord } from "./place.js";
import { atLevels } from "./levels.js";
import { READING_RULES } from "./reading.js";
import { namePeople } from "./refused-people.js";
import type { LintedPolicy, LintFinding, LintRule } from "./rule.js";
import { RULES } from "./rules.js";
import { unreadableTests } from "./test-files.js";
import { together, type InForceOf } from "./together.js";
import { linted } from "./written.js";

/** Rules that a policy may set the level of: all but what cannot be read. */
export const SETTABLE: readonly string[] = [...READING_RULES.filter(({ severity }) => severity === "warning"), ...RULES].map(
  ({ id }) => id,
);

/** What reading a policy misses in its configuration. */
const OF_CONFIG: ReadonlySet<string> = new Set(["unknown-stage", "unfilled-role", "unknown-environment"]);

/** A problem with the id of the rule it breaks. */
export type LintProblem = PolicyProblem & { rule: string };

/**
 * Takes the policy files of one repository, which it is, where that is known, and files beside them that policy may be meant by; returns everything that is wrong or weak in them, in the order of files, lines and columns.
 * What reading the policy refuses comes through as it is told elsewhere. Pure, never throws.
 */
export function lintPolicy(files: readonly PolicyFile[], home: string | null = null, others: readonly PolicyFile[] = []): LintProblem[] {
  return lintRead(readPolicy(files), { files, home, others });
}

/** What is looked at beside what was read: the files themselves, which repository it is, and files that policy may be meant by. */
export interface Around {
  files: readonly PolicyFile[];
  home: string | null;
  others: readonly PolicyFile[];
}

/** The same of policy files that were read already. */
export function lintRead(read: ReadPolicy, { files, home, others }: Around): LintProblem[] {
  const beside = {
    others,
    templates: files.filter(({ path }) => isTemplatePath(path)),
    hasConfig: files.some(({ path }) => path === CONFIG_PATH),
  };
  const texts = new Map(files.map((file) => [file.path, file.text]));
  // What a configuration would say that is told to lie elsewhere is not missing.
  const isElsewhere = !beside.hasConfig && others.some(isMisplacedConfig);
  const refused = read.problems.map(lintProblem).filter(({ rule }) => !isElsewhere || !OF_CONFIG.has(rule));
  const told = [...refused, ...unreadableTests(others)];
  const found = RULES.filter((rule) => canRun(rule, read) && (!isElsewhere || rule.needs === "contract")).flatMap((rule) =>
    apply(rule, { read, texts, home, ...beside }),
  );
  return atLevels([...told, ...found], read.config?.lint, SETTABLE).toSorted(byPlace);
}

/** Takes a policy in force under an organisation, and what is looked at beside it; returns how it does not fit together. */
export function lintTogether(levels: InForceOf, { files, home, others }: Around): LintProblem[] {
  const { policy, placed } = together(levels);
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const beside = { home, others, templates: [], hasConfig: policy.configFile !== null, settable: SETTABLE };
  const found = RULES.filter((rule) => rule.together).flatMap((rule) =>
    rule.run({ ...policy, ...beside }).map((finding) => {
      const written = placed(finding);
      return toProblem(written, rule, texts.get(written.file.path) ?? "");
    }),
  );
  return atLevels(found, levels.policy.lint, SETTABLE);
}

/** Takes what reading a policy refuses; returns it as the linter tells it. */
export function lintProblem(problem: PolicyProblem): LintProblem {
  return namePeople({ ...problem, rule: problem.rule ?? "invalid-value" });
}

function canRun(rule: LintRule, { config, problems }: ReadPolicy): boolean {
  if (rule.needs === "contract") return true;
  // What is broken may be what seems to be missing.
  return rule.needs === "config" ? config !== null : problems.every(({ severity }) => severity !== "error");
}

interface Given extends Pick<LintedPolicy, "home" | "others" | "templates" | "hasConfig"> {
  read: ReadPolicy;
  texts: ReadonlyMap<string, string>;
}

function apply(rule: LintRule, { read, texts, ...given }: Given): LintProblem[] {
  const config = read.config ?? readConfig(null);
  if (!config) return [];
  const policy = {
    config,
    configFile: read.config && read.configFile,
    contracts: read.read.map(linted),
    roles: read.roles,
    settable: SETTABLE,
    agents: readAgents(read),
    ...given,
  };
  return rule.run(policy).map((finding) => toProblem(finding, rule, texts.get(finding.file.path) ?? ""));
}

function toProblem(finding: LintFinding, rule: LintRule, text: string): LintProblem {
  const { file, path, found, needed, fix, severity = rule.severity } = finding;
  return { file: file.path, ...place(finding, text), key: path.map(String).join("."), found, needed, fix, severity, rule: rule.id };
}

function place({ file, path, at, word }: LintFinding, text: string): Position {
  const whole = at === "key" ? file.positions.key(path) : file.positions.value(path);
  return word === undefined ? whole : placeOfWord(text, whole, word);
}

/** Orders problems by files, lines and columns. */
export function byPlace(a: LintProblem, b: LintProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
