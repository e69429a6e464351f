import type { Effect } from "../effects.js";
import { into, rule } from "../rule.js";
import type { Blocked, Handoff } from "../../record/state.js";
import { requestOf } from "./request.js";

/** A receiver sends it back. The rejection tells everybody: acks are swept away without a message of their own. */
export const reject = rule<"blocked" | "awaiting" | "rejected", "rejected">(
  "goes back to the giver",
  ["rejected"],
  (handoff, { rejection }) => {
    const { by, reason, commentId } = rejection;
    const acks = handoff.state === "awaiting" ? handoff.acks : [];
    const swept = acks.map((ack): Effect => {
      const { commentId: given, by: writer } = ack;
      return { do: "decide", kind: "void", actor: writer, data: { commentId: given, why: "rejected", changed: [] } };
    });
    return into({ ...requestOf(handoff), state: "rejected", rejection }, [
      { do: "decide", kind: "rejected", actor: by, data: { reason, sequence: handoff.sequence } },
      { do: "notify", notice: { key: `sent-back:${commentId}`, what: "sent_back" } },
      ...swept,
    ]);
  },
);

/** The body is another one than was rejected: it is asked about anew. */
export const lift = rule<"rejected", "text_changed">("the rejection is lifted", ["blocked"], (handoff, { moment }) =>
  into({ ...requestOf(handoff), requested: moment, state: "blocked", judged: false }),
);

/** Somebody stops the hand-off for everybody. */
export const hold = rule<"blocked" | "awaiting" | "rejected", "held">("stops for everybody", ["held"], (handoff, { hold: held }) =>
  into({ ...requestOf(handoff), state: "held", hold: held }, [
    { do: "remark", remark: { kind: "held", at: held.at, by: held.by.login, to: handoff.to } },
    { do: "decide", kind: "held", actor: held.by, data: { reason: held.reason, sequence: handoff.sequence } },
  ]),
);

/** Whoever held it, or the override role, lets it go on: the gates are looked at anew, and the receivers asked anew. */
export const unhold = rule<"held", "unheld">("goes on", ["blocked"], (handoff, { by, at }) => {
  const blocked: Blocked = { ...requestOf(handoff), state: "blocked", judged: false };
  return into(blocked, [
    { do: "remark", remark: { kind: "unheld", at, by: by.login, to: handoff.to } },
    { do: "decide", kind: "unheld", actor: by, data: { sequence: handoff.sequence } },
  ]);
});

/** The code for an override was asked for. */
export const giveCode = rule<"blocked" | "awaiting" | "rejected", "code_given">(
  "the code is remembered",
  ["same"],
  (handoff, { override }) => into({ ...handoff, override }),
);

/** The first of two people forces it. */
export const second = rule<"blocked" | "awaiting" | "rejected", "seconded">("waits for the second person", ["same"], (handoff, { first }) =>
  into({ ...handoff, override: handoff.override && { ...handoff.override, first } }),
);

/** The first of two people took the word back, or it does not count any more. */
export const forgetFirst = rule<Handoff["state"], "override_lost">("needs its first person again", ["same"], (handoff) =>
  into({ ...handoff, override: handoff.override && { ...handoff.override, first: null } }),
);

/** What changes nothing in this state. */
export const stay = rule<"rejected" | "held", "gates_red" | "gates_green">("stays as it is", ["same"], (handoff) => into(handoff));
