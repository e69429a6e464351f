import type { GateSpec } from "../checks/gate-spec.js";
import type { AgentStanding } from "./agent-standing.js";
import type { Contest } from "./contested.js";
import type { Remark } from "./remark.js";
import type { Receipt } from "./receipt.js";
import type { Outcome } from "../findings/outcome.js";
import type { Time } from "../basics/known.js";
import type { Finding } from "../findings/findings.js";
import type { Begun, StageBy } from "./stage.js";
import type { Delegation, Handoff, Waiver } from "./state.js";
import type { Contract, PolicyProblem, Role, Stage } from "../policy/types.js";
import type { Moment } from "../facts/moment.js";

/** One gate, judged. */
export interface GateResult {
  spec: GateSpec;
  outcome: Outcome;
  findings: Finding[];
  /** Where the judged text is: null is the body, else a path. */
  path: string | null;
  /** Who can supply what is missing: a role, or null for whoever may edit the item. */
  supplier: Role | null;
  since: Moment;
  /** Digest of what it judged: a waiver holds for that. */
  digest: string;
  /** Set when it is not green but somebody let it pass. */
  waiver: Waiver | null;
  /** `when` did not apply: neither shown as green nor as red. */
  applies: boolean;
}

/** How the role that holds the ball works in the stage it is in. */
export interface WorkflowStand {
  role: Role;
  trigger: string;
  /** `done`: null where nothing that is read tells. */
  steps: { do: string; done: boolean | null; agents: string[] }[];
}

/** What an item's living comment, check run and details page tell. Data only; `src/render` has the words. */
export interface ItemVerdict {
  kind: "issue" | "pull_request";
  closed: boolean;
  observe: boolean;
  /** Why an item of a blocking policy is only reported. */
  observeReason: "policy" | "older" | null;
  stages: Stage[];
  stage: Stage;
  stageBy: StageBy;
  stageSince: Time;
  /** The boundary the gates below belong to: the requested one, else the next one; null at the end of the road. */
  boundary: { from: Stage; to: Stage } | null;
  contract: Contract | null;
  /** Contracts of the boundary when not exactly one applies: those made for other items, or the several that apply. */
  candidates: { contracts: Contract[]; apply: boolean };
  giver: Role | null;
  receiver: Role | null;
  /** Who may override, and lift what others hold; null where the policy allows neither. */
  overrideRole: Role | null;
  /** Open hand-off; null: the gates are a preview of the next boundary. */
  handoff: Handoff | null;
  gates: GateResult[];
  /** True when no blocking gate is red, pending or in error. */
  green: boolean;
  /** SHA-256 over what the gates judged, hex. */
  digest: string;
  /** When the receiver should have acknowledged, or begun. */
  due: { what: "acknowledge" | "begin"; at: Time; overdue: boolean } | null;
  begun: Begun | null;
  /** Who may begin the accepted stage, and what is a signal for it beside the command; left out once it began, and where no contract in force led into it. */
  beginning?: { by: Role; signal: NonNullable<Contract["begin"]>["signal"] | null };
  /** Address of the issue form that asks for what the body lacks; left out where it lacks less than most, or no form is known. */
  form?: string;
  /** Who acknowledges in whose place; left out where nobody does. */
  delegations?: Delegation[];
  /** Who takes part in the stage, and how; left out where no role's file says so. */
  engagement?: { lead: Role[]; support: Role[]; consult: Role[] };
  /** Left out where the role that holds the ball has none for the stage. */
  workflow?: WorkflowStand;
  /** Handed-off content that changed after acceptance. */
  drift: { part: string }[];
  receipts: Receipt[];
  remarks: Remark[];
  problems: PolicyProblem[];
  timezone: string;
  /** Labels that somebody or something undoes again and again; left out when there is none. While there is one, nothing that rests on the item passes. */
  contested?: Contest[];
  /** There are more events than are read: what happened before those, nobody knows. */
  eventsUnread?: true;
  /** The bot that opened the issue, which no file declares, where the policy only reports that. */
  undeclared?: string;
}

/** Who sent a hand-off back, or holds it, and why. */
export interface Stop {
  how: "sent_back" | "held";
  by: string | null;
  reason: string | null;
}

/** How one linked issue stands, for the check run of a pull request. */
export interface LinkedIssueStanding {
  /** `owner/name#12`, or `#12` in the same repository. */
  reference: string;
  url: string;
  title: string;
  standing:
    /** `forced`: by an override, which went past what is named. */
    | { is: "allowed"; stage: string; forced?: { by: string[]; bypassed: string[] } }
    | {
        is: "too_early";
        stage: string;
        next: string;
        needsPerson: boolean;
        redGates: string[];
        waitingFor: string | null;
        /** A person stopped the hand-off; `by` and `reason` are null where the issue is of another repository. */
        stopped?: Stop;
      }
    /** It was closed without being done. */
    | { is: "given_up"; as: "not_planned" | "duplicate" }
    /** Somebody or something undoes a label of it again and again. */
    | { is: "contested"; stage: string; contests: Contest[] }
    | { is: "not_governed" }
    | { is: "unknown"; reason: string };
}

/** What the check run `baton` on a commit says about one pull request. */
export interface PullRequestVerdict {
  number: number;
  itemId: string;
  conclusion: "success" | "failure" | "action_required";
  observe: boolean;
  reason:
    | { is: "not_governed" }
    | { is: "exempt"; by: "author" | "label" | "base"; value: string }
    /** `base`: its branch, where that is one for which GitHub makes no links, and the default branch. */
    | { is: "no_issue"; base?: { branch: string; defaultBranch: string } }
    | { is: "issues" }
    | { is: "own_contract" }
    /** What agents made of it stands in the way, see `agents`. */
    | { is: "agents" }
    | { is: "policy_broken" }
    /** No policy ever parsed; with it one does. */
    | { is: "mends_policy" }
    /** It would weaken the policy, or may, and nobody who may has approved that. */
    | { is: "loosens_policy"; changes: number; owners: string[]; unread: string | null }
    /** What a merge group would merge loosens the policy in more than its pull requests do one by one. */
    | { is: "loosens_together"; changes: number }
    /** With it the policy would not parse: whether it weakens anything, nobody can tell. */
    | { is: "breaks_policy"; first: Pick<PolicyProblem, "file" | "line" | "found"> | null }
    | { is: "unreadable"; why: string }
    /** A merge group of which not every pull request is known. */
    | { is: "group_unknown"; why: string };
  issues: LinkedIssueStanding[];
  /** How often its description had been edited: the issues that it closed are held against it. */
  edits?: number;
  allowedStages: string[];
  /** The pull request's own contract, when it has a stage. */
  own: ItemVerdict | null;
  problems: PolicyProblem[];
  /** What it means that agents, or bots that nobody declared, made any of it; left out where none did. */
  agents?: AgentStanding;
  /** The policy exempts its author, but this commit is somebody else's; null when its commits could not be read whole. */
  lostExemption?: { author: string; commit: string | null };
}
