import type { TemplateSection } from "../content/template-sections.js";
import type { FormQuestion } from "../document/issue-form.js";
import type { GateSpec, LabelFilter } from "../checks/gate-spec.js";
import type { Calendar, Duration } from "../time/types.js";
import type { Known, Time } from "../basics/known.js";

/** The rules of one repository, as they stand on its default branch. Built by `parsePolicy`, never by hand outside tests. */
export interface Policy {
  /** Where the files were read: `owner/name` and commit. */
  source: {
    repository: string;
    commit: string;
    /** Commit of the organisation's policy; left out without one. */
    organisation?: string;
  };
  lifecycle: Lifecycle;
  enforcement: "block" | "observe";
  /** Items created earlier are reported, not blocked. */
  governsSince: Time | null;
  backward: "allow" | "forbid";
  /** Whether a stage label from before Baton is taken over at first sight. */
  adopt: "once" | "never";
  roles: Record<string, Role>;
  acknowledgement: { self: boolean; bots: string[] };
  override: { by: string; second: string | null } | null;
  /** Other repositories of the owner, `owner/name`, whose items prove something here; the organisation's among them. */
  trusts: string[];
  calendar: Calendar | null;
  pullRequests: PullRequestRules;
  labels: { blocked: string; awaiting: string; overdue: string };
  /** The team's own words for what is not written yet, the organisation's among them; left out where there are none. */
  placeholders?: string[];
  /** Levels of the linter's rules; left out where none is set. */
  lint?: Record<string, "off" | "warn" | "error">;
  /** True where the repository keeps an issue about what flows between roles; left out otherwise. */
  contextIssue?: true;
  /** What becomes of bots that no agent's file declares, and who is left alone; left out where the policy does not say: then they are reported. */
  agents?: UndeclaredRules;
  /** What deployments to GitHub's environments wait for, by their names; left out where the policy names none. */
  environments?: Environments;
  contracts: Contract[];
  /** Texts that the repository's issue templates and forms put into an issue: no answers. */
  templateTexts: string[];
  /** What they put below their headings; left out where there is none. */
  templateSections?: TemplateSection[];
  /** What its issue forms ask, a list for each form: whose output a body is tells where its answers are. Left out where there is none. */
  forms?: FormQuestion[][];
  /** Names of the files of the repository's own forms, which are the first of `forms`, in their order. */
  formFiles?: string[];
  /** What kinds of file say that have no field of their own here, by the kind's id; left out where there is none. */
  parts?: Record<string, unknown>;
  /** SHA-256 of the configuration, hex. */
  digest: string;
  /** Where what it says is written, as `places.ts` names it. */
  places?: Record<string, Place>;
  /** The accounts its logins named when they were first read; left out offline, where a login is its account. */
  pins?: Pins;
  /** What its organisation's policy asks of every repository; left out where there is none above it. */
  organisation?: OrganisationRules;
}

/** What `.github/baton.yml` says, with the defaults of what it leaves out. */
export type Config = Omit<
  Policy,
  | "source"
  | "contracts"
  | "templateTexts"
  | "templateSections"
  | "forms"
  | "formFiles"
  | "parts"
  | "digest"
  | "places"
  | "pins"
  | "organisation"
>;

/** What holds in all repositories of an organisation. */
export interface OrganisationRules {
  enforcement: Policy["enforcement"];
  /** Stages that no item enters but by a contract of the organisation's, and the one it begins in. */
  guarded: string[];
  trusts: string[];
}

/** Which account a login named when the policy was first read; null: nobody. */
export type Pin = Known<number | null>;

/** By list (`roles.ID`, `acknowledgement.bots`), then by login in lower case, as the policy writes it. */
export type Pins = Record<string, Record<string, Pin>>;

/** Where something is written. Files of the organisation begin with `.github:`. */
export interface Place {
  file: string;
  /** From 1. */
  line: number;
}

export interface Lifecycle {
  /** Where GitHub shows in which stage an item is. */
  source: "label";
  /** In order. */
  stages: Stage[];
  /** Stage a new issue gets; null: items without a stage label are not governed. */
  initial: string | null;
}

export interface Stage {
  id: string;
  name: string;
  label: string;
  question: string;
  output: string;
}

export interface Role {
  id: string;
  users: string[];
  /** `org/team-slug` */
  teams: string[];
}

export interface UndeclaredRules {
  undeclared: "report" | "refuse";
  /** Bots that need no file. */
  exempt: string[];
}

/** What deployments to an environment wait for. */
export interface EnvironmentRule {
  /** Stage that every item of the deployment must have been accepted into; null: none. */
  stage: string | null;
}

/** By the name of GitHub's environment, as the policy writes it. */
export type Environments = Record<string, EnvironmentRule>;

export interface PullRequestRules {
  requireIssue: boolean;
  /** Stage ids. */
  allowedStages: string[];
  /** `base`: globs of branches; left out where the policy names none. */
  exempt: { authors: string[]; labels: string[]; base?: string[] };
}

export interface Contract {
  id: string;
  name: string;
  version: string;
  /** Path of the file it was read from. */
  file: string;
  stage: { from: string; to: string };
  /** `from: null`: anyone with triage rights may hand off. */
  role: { from: string | null; to: string };
  appliesTo: { subject: "issue" | "pull_request" | "both"; labels: LabelFilter };
  owner: string;
  /** `sidecar`: name of a YAML file beside the document; left out where there is none. */
  sourceOfTruth: { body: boolean; document: string | null; sidecar?: string };
  /** `context` first, then `gates`, in file order. */
  gates: GateSpec[];
  acknowledge: { by: string; count: number; within: Duration };
  begin: { within: Duration; after: "acknowledged"; signal: "assigned" | "linked_pr" | "command" | "any" } | null;
  notes: string[];
  /** SHA-256 of the contract's content, hex: part of every context digest. */
  digest: string;
}

/** Something wrong in a policy file. Positions count from 1. */
export interface PolicyProblem {
  file: string;
  line: number;
  column: number;
  /** Dotted path of the key, empty for the file as a whole. */
  key: string;
  /** What was found. */
  found: string;
  /** What is needed. */
  needed: string;
  /** One concrete way to mend it, when there is one. */
  fix: string | null;
  severity: "error" | "warning";
  /** Id of the rule that was broken, as `baton lint` names it. */
  rule?: string;
}

/** What the loader found on the default branch. */
export type PolicyState =
  | { kind: "none" }
  | { kind: "valid"; policy: Policy; problems: PolicyProblem[] }
  | { kind: "invalid"; problems: PolicyProblem[]; commit: string; lastGood: Policy | null };
