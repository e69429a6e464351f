import type { CheckSpec, GateSpec } from "../checks/gate-spec.js";
import type { ReadAgent } from "../policy/agents/read.js";
import type { Config } from "../policy/types.js";
import type { PolicyFile, SourceFile } from "../policy/source-file.js";
import type { Contract } from "../policy/types.js";
import type { ReadRole } from "../policy/roles/read.js";
import type { Complaint } from "../policy/complaints.js";

/** A check of a contract, nested ones included, with the place where it is written. */
export interface WrittenCheck {
  gate: GateSpec;
  spec: CheckSpec;
  path: PropertyKey[];
  /** The check it is nested in; null for a gate's own. */
  parent: WrittenCheck | null;
}

/** A contract that was read, with its file. */
export interface LintedContract {
  file: SourceFile;
  contract: Contract;
  /** In file order; a nested check follows the one it is nested in. */
  checks: WrittenCheck[];
}

/** What the rules look at. */
export interface LintedPolicy {
  config: Config;
  /** Null where there is no configuration, or it is broken: then `config` has the defaults. */
  configFile: SourceFile | null;
  contracts: LintedContract[];
  /** Roles with a file of their own. */
  roles: readonly ReadRole[];
  /** Rules that a level can be set for. */
  settable: readonly string[];
  agents: readonly ReadAgent[];
  /** `owner/name` of the repository it is for; null when that is not known. */
  home: string | null;
  /** Files that policy may be meant by and is not read from, and those that are held against it, tests among them; none where nobody looked. */
  others: readonly PolicyFile[];
  /** Issue forms and templates, as they stand among the files. */
  templates: readonly PolicyFile[];
  /** True where there is a configuration, broken or not. */
  hasConfig: boolean;
}

/** Something a rule found in a file. */
export interface LintFinding extends Omit<Complaint, "rule"> {
  file: SourceFile;
  /** A word inside the value: where it can be found there, it is what is pointed at. */
  word?: string;
  /** Where it differs from the rule's own. */
  severity?: "error" | "warning";
}

/** What a rule finds, and the same mended: each stands in for a part of the example policy that its page shows. */
export interface RuleExample {
  /**
   * The file that is changed; a second contract; the file's path; the configuration under an organisation's; a role's file, or the contract beside
   * it; contracts for boundaries of the preset; an agent's file, its definition, or an agentic workflow that is it; a test of the contract.
   */
  in:
    | "contract"
    | "config"
    | "second"
    | "path"
    | "below"
    | "role"
    | "beside-roles"
    | "boundaries"
    | "agent"
    | "definition"
    | "workflow"
    | "test";
  /** The text that is replaced; empty where there is none. */
  of: string;
  bad: string;
  good: string;
}

/** One thing that makes a policy weaker than it looks, or impossible to satisfy. */
export interface LintRule {
  id: string;
  /** One sentence: what it finds. */
  summary: string;
  /** Each rule that ships has one. */
  example?: RuleExample;
  /** `error` only for what breaks or can never pass. */
  severity: "error" | "warning";
  /** What must have been read for it to say anything: the contract at hand, the configuration too, or everything without an error. */
  needs: "contract" | "config" | "everything";
  /** True where it asks how all of a policy fits together: under an organisation it is asked of both levels at once, since what one lacks the other may have. */
  together?: true;
  run(policy: LintedPolicy): LintFinding[];
}
