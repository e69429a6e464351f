import { describe, expect, it } from "vitest";
import type { Finding, FindingCode } from "../../src/core/findings/findings.js";
import type { Reply } from "../../src/core/handoff/reply.js";
import type { ItemVerdict } from "../../src/core/record/verdict.js";
import { person } from "../core/account.js";
import { renderAckVoid, renderAsk, renderDeadline, renderSentBack } from "../../src/render/ask.js";
import { foundLine, neededLine, toldInComment } from "../../src/render/found.js";
import { renderLivingComment } from "../../src/render/living-comment.js";
import { renderReply } from "../../src/render/replies.js";
import { ARCHITECT, awaiting, blocked, contract, DUE, gate, GREEN, handoff, receipt, RED, stage, verdict } from "./build.js";
import { SAMPLES } from "./finding-samples.js";

const FINDINGS = (Object.entries(SAMPLES) as [FindingCode, object][]).map(([code, rest]) => ({ code, ...rest }) as Finding);
const ENDS = /[.!?…]$|[.!?][)”"]$|:$/;
/** Code or a bracket, and then a new sentence, with nothing between them. */
const RUN_ON = /[`)] (?!Re-check|Discover|Decide|Build|Test)[A-Z][a-z]+ /;

const REJECTION = { by: person("ana"), at: DUE, commentId: 1, reason: "No cohort", digest: "" };
const OWNER = { id: "owner", users: ["omar"], teams: [] };
const LEAD = { id: "lead", users: ["lea"], teams: [] };

describe("every sentence", () => {
  it.each(FINDINGS)("of $code ends", (finding) => {
    const one = gate("x", "X");
    const told = toldInComment([finding], one).flatMap(({ found, needed }) => [found, needed]);
    for (const line of [foundLine(finding, one), neededLine(finding), ...told]) {
      if (line === "") continue;
      expect(line).toMatch(ENDS);
      expect(line).not.toMatch(/\.\.(?!\.)|\.”\./);
    }
  });
  it("of the lines that hand over the ball ends, and none runs into the next", () => {
    const sentBack = verdict({ handoff: handoff({ state: "rejected", rejection: REJECTION }) });
    const due: ItemVerdict["due"] = { what: "begin", at: DUE, overdue: false };
    const begin = verdict({ stage: stage(1), receipts: [receipt()], due });
    const lines = [
      renderAsk(awaiting()),
      renderAsk(awaiting({ receiver: { id: "architect", users: [], teams: [] } })),
      renderSentBack(sentBack),
      renderAckVoid(awaiting()),
      renderAckVoid(blocked()),
      ...([50, 75, 100] as const).flatMap((share) => [renderDeadline(awaiting(), share), renderDeadline(begin, share)]),
    ];
    for (const line of lines) {
      expect(line).toMatch(ENDS);
      expect(line).not.toMatch(RUN_ON);
    }
    expect(renderSentBack(sentBack)).toContain("back: `No cohort`. Mend that");
  });
  it.each([
    { kind: "same_stage", by: "eve", stage: "Decide" },
    { kind: "not_governed", by: "eve", command: "ack" },
    { kind: "gates_not_green", by: "eve", command: "ack", gates: ["Evidence"] },
    { kind: "no_handoff", by: "eve", command: "ack", next: stage(1) },
    { kind: "bad_arguments", by: "eve", command: "waive", error: { why: "no_date", found: "tomorrow" } },
    { kind: "unknown_gate", by: "eve", gate: "x", known: ["a", "b"], suggestion: null },
    { kind: "unknown_stage", by: "eve", stage: "x", known: [], suggestion: null },
    { kind: "stale_word", by: "eve", command: "ack", changed: ["Evidence"] },
    { kind: "override_code", by: "eve", code: "abc", to: "Decide", bypassed: ["Evidence"], acknowledgement: true, second: ARCHITECT },
    { kind: "override_needs_second", by: "eve", code: "abc", role: ARCHITECT },
    { kind: "refused", by: "eve", command: "ack", refusal: { why: "not_a_member" }, roles: [ARCHITECT] },
    { kind: "help", by: "eve", verdict: blocked(), overrideRoles: [OWNER, LEAD] },
  ] as Reply[])("of a reply of the kind $kind ends", (reply) => expect(renderReply(reply).trim()).toMatch(ENDS));
});

describe("who may override", () => {
  const row = (overrideRoles: (typeof OWNER)[]) =>
    renderReply({ kind: "help", by: "eve", verdict: blocked(), overrideRoles })
      .split("\n")
      .find((line) => line.includes("/override"));
  it("is both roles where it takes two, and one where it takes one", () => {
    expect(row([OWNER, LEAD])).toContain("| `owner` (`@omar`) and `lead` (`@lea`) |");
    expect(row([OWNER])).toContain("| `owner` (`@omar`) |");
  });
  it("is either where a refusal names several", () => {
    const refused: Reply = { kind: "refused", by: "eve", command: "hold", refusal: { why: "not_a_member" }, roles: [OWNER, LEAD] };
    expect(renderReply(refused)).toContain("`owner` (`@omar`) or `lead` (`@lea`)");
  });
});

describe("how a stage is begun", () => {
  const due: ItemVerdict["due"] = { what: "begin", at: DUE, overdue: false };
  const by = { id: "architect", users: ["ana"], teams: [] };
  const begin = (signal: "assigned" | "linked_pr" | "command" | "any" | null) =>
    verdict({ stage: stage(1), receipts: [receipt()], due, beginning: { by, signal } });
  const help = (one: ItemVerdict) => renderReply({ kind: "help", by: "eve", verdict: one, overrideRoles: [] });
  it.each([
    ["assigned", "comment `/begin`, or assign somebody here.", "start the stage; or assign somebody here |"],
    ["linked_pr", "comment `/begin`, or open a linked pull request.", "start the stage; or open a linked pull request |"],
    [
      "any",
      "comment `/begin`, or assign somebody here or open a linked pull request.",
      "start the stage; or assign somebody here or open a linked pull request |",
    ],
    ["command", "comment `/begin`.", "start the stage |"],
    [null, "comment `/begin`.", "start the stage |"],
  ] as const)("by the signal %s of the contract", (signal, order, row) => {
    expect(renderLivingComment(begin(signal))).toContain(`begins Decide: ${order}`);
    expect(renderDeadline(begin(signal), 75)).toContain(`To begin it, ${order}`);
    expect(help(begin(signal))).toContain(row);
  });
  it("is told of the contract ahead before anything was taken over", () => {
    const ahead = contract({ begin: { within: { text: "2d", ms: 1 }, after: "acknowledged", signal: "linked_pr" } });
    expect(help(verdict({ contract: ahead }))).toContain("start the stage; or open a linked pull request |");
  });
});

describe("an override", () => {
  const forced = (over: Partial<ItemVerdict> = {}) =>
    verdict({
      stage: stage(1),
      stageBy: "overridden",
      receipts: [
        receipt({
          kind: "overridden",
          by: [person("omar"), person("lea")],
          reason: "Fair",
          acknowledgedBy: [],
          gates: [
            { id: "e", title: "At least 3 customer data points", outcome: "fail", waivedBy: null },
            { id: "w", title: "Ethics", outcome: "fail", waivedBy: person("omar") },
            { id: "g", title: "Risks", outcome: "pass", waivedBy: null },
          ],
        }),
      ],
      ...over,
    });
  it("says who went past what, and is not told as if all had been green", () => {
    const text = renderLivingComment(forced({ due: { what: "begin", at: DUE, overdue: false } }));
    expect(text).toMatch(/^### ⚠️ In Decide by override · work begins/);
    expect(text).toContain(
      "`@omar` and `@lea` forced this into Decide, reason `Fair`. Bypassed: At least 3 customer data points and the receiver's acknowledgement.",
    );
  });
});

describe("a day until which something holds", () => {
  it.each([
    ["Europe/Berlin", Date.UTC(2026, 11, 4, 23, 0)],
    ["America/Los_Angeles", Date.UTC(2026, 11, 5, 8, 0)],
    ["Asia/Tokyo", Date.UTC(2026, 11, 4, 15, 0)],
    ["UTC", Date.UTC(2026, 11, 5)],
    ["Nowhere/Atall", Date.UTC(2026, 11, 5)],
  ])("is that day in %s", (timezone, until) => {
    const waiver = { gate: "evidence", by: person("omar"), at: 1, commentId: 1, until, reason: "Trial", digest: "" };
    const gates = [{ ...(RED[1] as (typeof RED)[number]), waiver }];
    const delegations = [{ from: person("ana"), to: person("bo"), at: 1, commentId: 2, until }];
    const text = renderLivingComment(verdict({ timezone, gates, green: true, delegations }));
    expect(text).toContain("`@omar` lets it pass until 2026-12-04: `Trial`");
    expect(text).toContain("`@bo` may acknowledge for `@ana` until 2026-12-04.");
  });
});

describe("what befell an earlier request", () => {
  const old = 1000;
  const requested = { at: 2000, afterComment: 0 };
  const remarks: ItemVerdict["remarks"] = [
    { kind: "withdrawn", at: old, by: "petra", to: "decide" },
    { kind: "unheld", at: old, by: "ana", to: "decide" },
    { kind: "ack_void", at: old, by: "ana", why: "comment_deleted", changed: [] },
    { kind: "skipped_stage", at: old, by: "eve", from: "discover", to: "build", next: "decide" },
  ];
  const ack = { by: person("ana"), at: old, commentId: 1, digest: "", inPlaceOf: null, note: null };
  const voided = [{ ...ack, why: "comment_deleted" as const, changed: [] }];
  it("is told while nothing is asked for", () => expect(renderLivingComment(verdict({ remarks }))).toMatch(/^> `@petra` withdrew/m));
  it.each([
    ["blocked", verdict({ remarks, handoff: handoff({ requested, voided }) })],
    ["awaiting", awaiting({ remarks, handoff: handoff({ state: "awaiting", requested, voided }) })],
  ])("is told no more once there is a new one, %s", (_state, one) => {
    const text = renderLivingComment(one);
    expect(text).not.toMatch(/withdrew|go on\.|counts no longer/);
    expect(text).not.toMatch(/^> /m);
    expect(text.slice(text.indexOf("What happened before"))).toContain("skips a stage");
  });
  it("what befell this one is", () => {
    const later: ItemVerdict["remarks"] = [{ kind: "unheld", at: 3000, by: "ana", to: "decide" }];
    expect(renderLivingComment(verdict({ remarks: later, handoff: handoff({ requested }) }))).toMatch(/^> `@ana` let the hand-off/m);
    const again = awaiting({ handoff: handoff({ state: "awaiting", requested, voided: voided.map((one) => ({ ...one, at: 2500 })) }) });
    expect(renderLivingComment({ ...again, gates: GREEN })).toContain("counts no longer");
  });
});
