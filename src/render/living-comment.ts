import type { ItemVerdict } from "../core/record/verdict.js";
import { fitting } from "./detail.js";
import { renderEngagement } from "./engagement.js";
import { renderWorkflow } from "./workflow.js";
import { renderCriteria } from "./criteria.js";
import type { Detail } from "./detail.js";
import { renderDelegations } from "./delegations.js";
import { renderGreen, renderWaived, renderWarnings } from "./gates.js";
import { headline } from "./headline.js";
import { inert } from "./inert.js";
import { renderNext } from "./next.js";
import { renderNotices } from "./notices.js";
import { renderProblems } from "./problems.js";
import { renderRail } from "./rail.js";
import { renderReceipts } from "./receipts.js";
import { renderNewestRemark, renderOlderRemarks } from "./remarks.js";
import { folded, shortDigest } from "./markdown.js";
import { pageLink } from "./pages/links.js";
import { policyWords } from "./policy-words.js";

/** Longest living comment, in characters; GitHub takes 65,536, and the marker needs room. */
const LIVING_COMMENT_LIMIT = 60_000;

/**
 * Takes a verdict (and the address of the item's page, where there is one); returns the one comment that tells where the work stands, who holds the ball and the next step.
 * Never longer than `LIVING_COMMENT_LIMIT` less the characters reserved for what the caller appends: details go first, the headline and
 * the next step stay.
 */
export function renderLivingComment(verdict: ItemVerdict, reserved = 0, page: string | null = null): string {
  return fitting(
    (detail) => write(verdict, detail, page),
    (text) => text.length <= LIVING_COMMENT_LIMIT - reserved,
  );
}

function write(verdict: ItemVerdict, detail: Detail, page: string | null): string {
  const parts = [
    `### ${headline(verdict)}`,
    renderRail(verdict),
    renderEngagement(verdict),
    renderNewestRemark(verdict, detail),
    renderNotices(verdict, detail),
    renderNext(verdict, detail),
    renderWorkflow(verdict, detail),
    verdict.closed ? "" : renderDelegations(verdict, detail),
    verdict.closed ? "" : renderWaived(verdict.gates, verdict.timezone, detail),
    verdict.closed ? "" : renderWarnings(verdict.gates, detail),
    renderProblems(verdict.problems, detail),
    verdict.closed ? "" : renderCriteria(verdict, detail),
    verdict.closed ? "" : renderGreen(verdict.gates, detail),
    verdict.closed ? "" : advice(verdict, detail),
    renderReceipts(verdict, detail),
    renderOlderRemarks(verdict, detail),
    footer(verdict, page),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** A contract's notes are preferences: shown, never enforced. */
function advice(verdict: ItemVerdict, detail: Detail): string {
  const notes = verdict.contract?.notes.slice(0, detail.entries) ?? [];
  return notes.length === 0 ? "" : folded("💡 Advice, not checked", notes.map((note) => `* ${policyWords(note)}`).join("\n"));
}

function footer(verdict: ItemVerdict, page: string | null): string {
  const { contract } = verdict;
  const judged = contract
    ? `judged content ${shortDigest(verdict.digest)} with contract ${inert(contract.id)} ${policyWords(contract.version)} · `
    : "";
  const link = page === null ? "" : `${pageLink(page)} · `;
  return `<sub>${judged}${link}\`/help\` says who may do what here</sub>`;
}
