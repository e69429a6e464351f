import { acksIn } from "../core/record/state.js";
import type { ItemVerdict } from "../core/record/verdict.js";
import { samePerson } from "../core/facts/person.js";
import { contestWords } from "./contest.js";
import type { Detail } from "./detail.js";
import { inert } from "./inert.js";
import { voidWords } from "./remarks.js";
import { bypassedBy } from "../core/record/bypassed.js";
import { stageName } from "./stages.js";
import { near } from "./time.js";
import { bounded, join, person } from "./markdown.js";
import { policyWords } from "./policy-words.js";

/** What is unusual about this item and must not hide in a fold: one quoted line each. Empty when all is usual. */
export function renderNotices(verdict: ItemVerdict, detail: Detail): string {
  const lines = [
    observing(verdict),
    contested(verdict, detail),
    unread(verdict),
    undeclared(verdict),
    ...voided(verdict, detail),
    drift(verdict, detail),
    forced(verdict, detail),
    adopted(verdict),
    override(verdict, detail),
    begun(verdict),
  ];
  return lines
    .filter((line) => line !== "")
    .map((line) => `> ${line}`)
    .join("\n>\n");
}

function observing(verdict: ItemVerdict): string {
  if (!verdict.observe) return "";
  const why =
    verdict.observeReason === "older"
      ? "this is older than the day the policy counts from (`governs_since`)"
      : "the policy says `enforcement: observe`";
  const seen = verdict.receipts[0];
  const red = seen?.kind === "observed" ? seen.gates.filter((gate) => gate.outcome !== "pass").map((gate) => policyWords(gate.title)) : [];
  const past =
    seen && red.length > 0
      ? ` It would have blocked the move to **${stageName(verdict.stages, seen.to)}**: ${join(red)} ${red.length === 1 ? "was" : "were"} not green.`
      : "";
  return `👁️ **Baton observes here**: ${why}.${past} Nothing is reverted.`;
}

function unread({ eventsUnread }: ItemVerdict): string {
  if (eventsUnread === undefined) return "";
  return "⚠️ There are so many changes of labels and assignees here that Baton reads only the newest. What rests on older ones counts no longer: a request, an `/ack` or a `/confirm` that does not count has to be given again.";
}

function undeclared({ undeclared: account }: ItemVerdict): string {
  if (account === undefined) return "";
  return `🤖 No file in \`contracts/agents/\` declares ${inert(account)}, which opened this, so nothing says what it may do. \`agents: { undeclared: refuse }\` would keep it out.`;
}

function contested({ contested: contests, timezone }: ItemVerdict, detail: Detail): string {
  return contests === undefined ? "" : `⚔️ **Contested label**: ${contestWords(contests, timezone, detail)}`;
}

function voided(verdict: ItemVerdict, detail: Detail): string[] {
  const counting = acksIn(verdict.handoff);
  // Acks from before the request that stands were for another one.
  const since = verdict.handoff?.requested.at ?? 0;
  const open = (verdict.handoff?.voided ?? []).filter((ack) => ack.at >= since && !counting.some((other) => samePerson(other.by, ack.by)));
  return open
    .slice(0, Math.min(3, detail.entries))
    .map((ack) =>
      bounded(
        `⚠️ ${person(ack.by)}'s \`/ack\` of ${near(ack.at, verdict.timezone)} counts no longer: ${voidWords(ack)}. Read it again, then \`/ack\` again.`,
        detail.sentence,
      ),
    );
}

function drift(verdict: ItemVerdict, detail: Detail): string {
  if (verdict.drift.length === 0) return "";
  const parts = verdict.drift.slice(0, detail.entries).map((one) => `**${policyWords(one.part)}**`);
  const rest = verdict.drift.length > parts.length ? [`${verdict.drift.length - parts.length} more`] : [];
  return `⚠️ **Drift**: ${join([...parts, ...rest], "and", detail.entries + 1)} changed after the hand-off. ${verdict.stageBy === "overridden" ? "What was forced through" : "What the receiver took over"} was something else: compare before you build on it.`;
}

function forced(verdict: ItemVerdict, detail: Detail): string {
  const receipt = verdict.receipts.find((one) => one.to === verdict.stage.id);
  if (verdict.stageBy !== "overridden" || receipt?.kind !== "overridden") return "";
  return bounded(
    `⚠️ **Override**: ${join(receipt.by.map(person))} forced this into ${policyWords(verdict.stage.name)}${receipt.reason === null ? "" : `, reason ${inert(receipt.reason)}`}. Bypassed: ${join(bypassedBy(receipt).map(policyWords), "and", detail.entries)}.`,
    detail.sentence,
  );
}

function adopted(verdict: ItemVerdict): string {
  if (verdict.stageBy !== "adopted") return "";
  return `**${policyWords(verdict.stage.name)}** is adopted: its label was here before Baton, so no hand-off into it was checked.`;
}

function override(verdict: ItemVerdict, detail: Detail): string {
  const first = verdict.handoff?.override?.first;
  if (!first) return "";
  return bounded(
    `⚠️ **Override asked** by ${person(first.by)}, reason ${inert(first.reason)}. It waits for a second person to confirm it with ${inert(`/override ${verdict.handoff?.override?.code ?? ""}: REASON`)}.`,
    detail.sentence,
  );
}

function begun(verdict: ItemVerdict): string {
  if (verdict.begun === null || verdict.handoff !== null) return "";
  return `▶️ ${policyWords(verdict.stage.name)} began ${near(verdict.begun.at, verdict.timezone)}${verdict.begun.by === null ? "" : ` with ${person(verdict.begun.by)}`}.`;
}
