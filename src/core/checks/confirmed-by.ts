import { isReview, momentOfWord } from "../facts/moment.js";
import type { Void } from "../commands/void.js";
import type { Actor } from "../facts/actor.js";
import { z } from "zod";
import { commandsIn } from "../commands/commands-in.js";
import type { ConfirmReason } from "../findings/findings.js";
import { partTitle } from "../content/content-parts.js";
import type { Comment, Snapshot } from "../facts/snapshot.js";
import { defineCheck, type CheckContext, type CheckResult } from "./define.js";
import { membershipOf } from "./membership.js";
import { broken, note, pass, pending, problem } from "./results.js";

const params = z.strictObject({
  role: z.string().min(1).max(100).describe("Role whose members may confirm."),
  voided_by_edit_of: z.array(z.string().min(1).max(200)).max(20).default([]).describe("Sections whose edit voids earlier confirmations."),
});
type Params = z.output<typeof params>;

/** A member of the role confirmed it. */
export const confirmedBy = defineCheck<Params>({
  kind: "confirmed_by",
  summary:
    "Passes when a member of the role commented `/confirm GATE` after the last edit of the sections in `voided_by_edit_of`; never the author.",
  params,
  content: true,
  reads: (given, spec) => given.voided_by_edit_of.map((section) => ({ in: spec.in, section: [section] })),
  item: () => ["comments"],
  supplier: (given) => given.role,
  stricter: { voided_by_edit_of: "superset" },
  example: {
    params: { role: "portfolio-owner", voided_by_edit_of: ["Business rationale"] },
    good: "### Business rationale\n\nThree clients renew in the autumn.\n",
    bad: "### Business rationale\n\nThree clients renew in the autumn.\n",
    facts: { good: { comments: [{ by: "omar", body: "/confirm example" }] }, bad: { comments: [{ by: "pat", body: "/confirm example" }] } },
  },
  run: judge,
});

interface Attempt {
  comment: Comment;
  why: ConfirmReason | null;
}

/** The oldest confirmation that counts decides, so that confirming again moves nothing; without one, a membership that could not be read makes it an error. */
function judge(given: Params, context: CheckContext): CheckResult {
  const gate = context.gate.id;
  const attempts = context.snapshot.comments
    .filter((comment) => confirms(comment, gate))
    .map((comment): Attempt => ({ comment, why: whyNot(comment, given, context) }));
  const counting = attempts.find((attempt) => attempt.why === null)?.comment;
  if (counting !== undefined) {
    const passed = pass(
      [note({ code: "confirmed", by: counting.author?.login ?? "", gate })],
      momentOfWord(counting.id, counting.createdAt),
    );
    // Nothing tells whether a review is new.
    return isReview(counting.id) ? { ...passed, proven: false } : passed;
  }
  const findings = attempts.flatMap(({ comment, why }) =>
    why === null ? [] : [problem({ code: "confirmation_not_counted", by: comment.author?.login ?? "", gate, role: given.role, why })],
  );
  if (attempts.some((attempt) => attempt.why?.is === "unknown")) return broken(findings);
  return pending([problem({ code: "confirmation_missing", gate, role: given.role }), ...findings.slice(-5)]);
}

function confirms(comment: Comment, gate: string): boolean {
  const wanted = gate.toLowerCase();
  return commandsIn(comment).some((command) => command.name === "confirm" && command.args.split(/\s/, 1)[0]?.toLowerCase() === wanted);
}

function whyNot(comment: Comment, given: Params, context: CheckContext): ConfirmReason | null {
  const { author } = comment;
  if (author === null) return { is: "ghost" };
  if (author.type !== "User" || author.isSelf) return { is: "bot" };
  const where = context.path === null ? ("body" as const) : ("document" as const);
  const refs = given.voided_by_edit_of.map((section) => ({ in: where, section: [section] }));
  return inWords(context.wordVoid(comment, given.role, refs)) ?? whyNotMember(author, given.role, context.snapshot);
}

function whyNotMember(author: Actor, role: string, snapshot: Snapshot): ConfirmReason | null {
  const membership = membershipOf(author.login, role, snapshot);
  if (membership.is === "unknown") return { is: "unknown", reason: membership.reason };
  return membership.is === "member" ? null : { is: "not_a_member" };
}

function inWords(found: Void | null): ConfirmReason | null {
  switch (found?.why) {
    case undefined:
      return null;
    case "edited":
    case "hidden":
    case "author":
    case "ghost":
    case "bot":
      return { is: found.why };
    case "too_early":
      return { is: "spent" };
    case "changed":
      return { is: "older", section: partTitle(found.keys[0] ?? "") };
    default:
      return { is: "not_a_member" };
  }
}
