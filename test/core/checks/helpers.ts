import type { CheckSpec } from "../../../src/core/checks/gate-spec.js";
import { parseMarkdown } from "../../../src/core/document/parse.js";
import type { Actor } from "../../../src/core/facts/actor.js";
import { accountId } from "../account.js";
import type { CheckContext, CheckResult } from "../../../src/core/checks/define.js";
import { checkByKind } from "../../../src/core/checks/registry.js";
import { runCheck } from "../../../src/core/checks/run.js";
import type { Comment, Snapshot } from "../../../src/core/facts/snapshot.js";
import { blankSnapshot } from "../blank-snapshot.js";

export const NOW = Date.UTC(2026, 7, 1);

export function person(login: string, type: Actor["type"] = "User"): Actor {
  return { login, id: accountId(login), type, isSelf: false };
}

export function comment(id: number, login: string, body: string, more: Partial<Comment> = {}): Comment {
  return {
    id,
    nodeId: `C${id}`,
    author: person(login),
    body,
    createdAt: id * 1000,
    lastEditedAt: null,
    isMinimized: false,
    editedByOthers: false,
    url: "",
    ownReactions: [],
    ...more,
  };
}

export function snapshotOf(body: string, more: Partial<Snapshot> = {}): Snapshot {
  return { ...blankSnapshot(body, person("pat")), ...more };
}

function contextOf(body: string, more: Partial<CheckContext> = {}): CheckContext {
  const context: CheckContext = {
    document: parseMarkdown(body),
    frontMatter: null,
    path: null,
    snapshot: snapshotOf(body),
    now: NOW,
    gate: {
      id: "priority",
      title: "t",
      part: "gates",
      level: "block",
      when: null,
      check: { kind: "section", in: "body", params: {} },
      line: 1,
    },
    wordVoid: () => null,
    artefact: () => null,
    stageIndex: (id) => ["discover", "decide", "build", "test", "ship", "evaluate"].indexOf(id),
    criteria: null,
    isTemplateText: () => false,
    isTeamPlaceholder: () => false,
    sidecar: () => null,
    gateOutcome: () => undefined,
    run: (spec) => runCheck(spec, context),
    linkedDocuments: () => [],
    runIn: (linked, spec) =>
      linked.readable
        ? runCheck(spec, { ...context, document: linked.document, frontMatter: linked.frontMatter, path: linked.path })
        : { outcome: "error", findings: [] },
    ...more,
  };
  return context;
}

function specOf(kind: string, params: unknown): CheckSpec {
  return { kind, in: "body", params: checkByKind(kind)?.params.parse(params) };
}

export function judge(kind: string, params: unknown, body: string, more: Partial<CheckContext> = {}): CheckResult {
  return runCheck(specOf(kind, params), contextOf(body, more));
}

export function refuses(kind: string, params: unknown): boolean {
  return checkByKind(kind)?.params.safeParse(params).success === false;
}
