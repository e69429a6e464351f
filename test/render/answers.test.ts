import { describe, expect, it } from "vitest";
import { person } from "../core/account.js";
import type { Reply } from "../../src/core/handoff/reply.js";
import { renderAckVoid, renderAsk, renderSentBack } from "../../src/render/ask.js";
import { renderReply } from "../../src/render/replies.js";
import { ARCHITECT, awaiting, blocked, DUE, handoff, outsideCode, RED, stage, verdict } from "./build.js";

describe("lines that hand over the ball", () => {
  it("asks the receiver once, by mention, with the deadline", () => {
    expect(renderAsk(awaiting())).toMatch(
      /^@acme\/architects @ana: Discover → Decide .*is ready for you\..*`\/ack` or `\/reject REASON`, by Tue 1 Dec 15:00 \(Berlin\)\.$/,
    );
  });
  it("pings nobody for an empty role or for what is no login", () => {
    expect(renderAsk(awaiting({ receiver: { id: "architect", users: [], teams: [] } }))).toMatch(/^Nobody can take this over/);
    expect(outsideCode(renderAsk(awaiting({ receiver: { id: "a", users: ["x @ana"], teams: ["acme/@ana"] } })))).not.toContain("@");
  });
  it("sends the ball back to the requester with the reason", () => {
    const text = renderSentBack(
      verdict({
        handoff: handoff({ state: "rejected", rejection: { by: person("ana"), at: 1, commentId: 1, reason: "@bob no", digest: "" } }),
      }),
    );
    expect(text).toMatch(/^@petra: `@ana` sent Discover → Decide back/);
    expect(outsideCode(text)).not.toContain("@bob");
  });
  it("tells a voided ack's author while green, the requester once red", () => {
    const voided = [
      {
        by: person("ana"),
        at: DUE,
        commentId: 1,
        digest: "",
        inPlaceOf: null,
        note: null,
        why: "content_changed" as const,
        changed: ["Evidence"],
      },
    ];
    expect(renderAckVoid(awaiting({ handoff: handoff({ state: "awaiting", voided }) }))).toMatch(
      /^@ana: your `\/ack` counts no longer: \*\*Evidence\*\* changed/,
    );
    expect(renderAckVoid(verdict({ gates: RED, handoff: handoff({ voided }) }))).toMatch(/^@petra: .*`@ana`/);
  });
});

const H = "@bob `@bob` <b>\n@acme/x";
const base = { by: "eve", command: "ack" as const };
const REPLIES: Reply[] = [
  { kind: "unknown_command", by: "eve", word: H, suggestion: "ack" },
  { kind: "edited", ...base },
  { kind: "not_governed", ...base },
  { kind: "closed", ...base },
  { kind: "observing", ...base },
  ...(["not_a_member", "author", "requester", "bot", "ghost", "no_triage"] as const).map((why) => ({
    kind: "refused" as const,
    ...base,
    refusal: { why },
    roles: [ARCHITECT],
  })),
  { kind: "refused", ...base, refusal: { why: "membership_unknown", reason: H }, roles: [] },
  { kind: "usage", ...base },
  { kind: "no_handoff", ...base, next: { ...stage(1), name: H, label: H } },
  { kind: "gates_not_green", ...base, gates: [H, "Evidence"] },
  { kind: "rejected_already", ...base, rejectedBy: H },
  { kind: "stale_word", ...base, changed: [H] },
  { kind: "stale_word", ...base, changed: [] },
  { kind: "held", ...base, heldBy: H, reason: H },
  { kind: "not_held", by: "eve" },
  { kind: "unknown_gate", by: "eve", gate: H, known: [H], suggestion: null },
  { kind: "gate_takes_no_confirmation", by: "eve", gate: H, title: H },
  { kind: "unknown_stage", by: "eve", stage: H, known: [], suggestion: H },
  { kind: "same_stage", by: "eve", stage: H },
  { kind: "skipped_stage", by: "eve", from: H, to: H, next: H },
  { kind: "no_contract", by: "eve", from: H, to: H },
  { kind: "backward_forbidden", by: "eve", from: H, to: H },
  { kind: "already_requested", by: "eve", to: H },
  { kind: "already_begun", by: "eve", stage: H },
  { kind: "nothing_to_begin", by: "eve", stage: H },
  { kind: "override_not_configured", by: "eve" },
  { kind: "override_code", by: "eve", code: "abc123", to: H, bypassed: [H], acknowledgement: true, second: ARCHITECT },
  { kind: "override_wrong_code", by: "eve", why: "expired" },
  { kind: "override_needs_second", by: "eve", code: "abc123", role: ARCHITECT },
  { kind: "override_same_person", by: "eve", role: ARCHITECT },
];

describe("replies", () => {
  it.each(REPLIES)("answers $kind in one inert line to the commander", (reply) => {
    const text = renderReply(reply);
    expect(text).toMatch(/^`@eve` \S/);
    expect(text).not.toContain("\n");
    expect(outsideCode(text)).not.toMatch(/@|<b>/);
  });
  it("names who could do it", () => {
    expect(renderReply({ kind: "refused", ...base, refusal: { why: "author" }, roles: [ARCHITECT] })).toContain(
      "Someone else in `architect` (`acme/architects`, `@ana`)",
    );
  });
  it("shows status, and help with who may use what here", () => {
    expect(renderReply({ kind: "status", by: "eve", verdict: blocked() })).toContain("is blocked");
    const help = renderReply({ kind: "help", by: "eve", verdict: blocked(), overrideRoles: [] });
    expect(help).toMatch(/`\/ack \[note\]` \| `architect` \(`acme\/architects`, `@ana`\)/);
    expect(help).toContain("`/confirm priority`");
    expect(help).not.toContain("/override");
  });
});
