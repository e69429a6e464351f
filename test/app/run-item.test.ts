import { expect, it, vi } from "vitest";
import type { AppContext, RepositoryAccess } from "../../src/app/work/context.js";
import type { EvaluateInput } from "../../src/app/judge/jobs.js";
import type { Run } from "../../src/app/work/run.js";
import { judgeItem, type RulesInForce } from "../../src/app/work/run-item.js";
import { evaluate } from "../../src/core/handoff/evaluate.js";
import type { ItemRead, PolicyFiles } from "../../src/core/ports.js";
import { readTexts } from "../../src/core/content/item-texts.js";
import { blankSnapshot } from "../core/blank-snapshot.js";

const rounds = vi.hoisted(() => ({ left: 1 }));

vi.mock("../../src/core/handoff/evaluate.js", () => ({
  evaluate: ({ record }: { record: unknown }) => ({
    moved: rounds.left-- > 0,
    record,
    verdict: null,
    answered: [],
    decisions: [],
    lookAgainAt: null,
  }),
}));
vi.mock("../../src/app/work/read-facts.js", () => ({
  completeUnder: async (_run: unknown, read: ItemRead) => ({ snapshot: read.snapshot }),
}));
vi.mock("../../src/app/work/trusted.js", () => ({ pinTrusted: async () => undefined }));
vi.mock("../../src/app/work/outgoing-comments.js", () => ({ outgoing: () => [] }));

const files = (commit: string): PolicyFiles => ({ commit, files: [] });
const readOf = (head: string): ItemRead => ({
  snapshot: blankSnapshot("", null),
  policyFiles: files("base"),
  headPolicyFiles: files(head),
  updatedAt: 0,
});

it("hands on the reading that counted, so that nothing else is judged on an older head", async () => {
  const rules = { is: "policy", policy: {}, problems: [] } as unknown as Extract<RulesInForce, { is: "policy" }>;
  const access = {
    reader: { item: async () => readOf("pushed meanwhile"), policy: async () => ({ kind: "valid", policy: {}, problems: [] }) },
    judge: async (_job: "evaluate", input: EvaluateInput) =>
      evaluate({ ...input, texts: readTexts(input.snapshot), handled: new Set(), code: () => "" }),
  } as unknown as RepositoryAccess;
  const context = { store: { policyFirstSeen: async () => 0 }, now: () => 0, secret: "s" } as unknown as AppContext;
  const judged = await judgeItem({ context, access } as Run, readOf("first"), rules, null);
  expect(judged?.read.headPolicyFiles?.commit).toBe("pushed meanwhile");
});
