import { MENDED } from "./briefs.js";
import { shippedAgent } from "./cast.js";

const WRITTEN_BY_AGENT = `### Customer problem

Clinics that compare two treatments cannot see their cohorts side by side with us, and both named competitors have shown exactly that since the summer. Their analysts export rows and rebuild each cohort by hand before every review.
`;

const FIRST = "Competitors show cohorts side by side";

const ticket = (title: string) => ({ title, body: `### Customer problem\n\n${title}.\n` });

/** What an agent finds within a minute; the last says the same as the first. */
export const TICKETS = [
  { title: FIRST, body: WRITTEN_BY_AGENT },
  ticket("A competitor lowers its prices"),
  ticket("A regulator asks for audit trails"),
  ticket("A competitor buys a data vendor"),
  ticket("A conference calls for talks on cohorts"),
  ticket("A competitor opens an office in Berlin"),
  ticket("Competitors show cohorts: side by side!"),
];

/** The first ticket as the product manager completes it: what the agent wrote stays as it was. */
export const COMPLETED = `${WRITTEN_BY_AGENT}\n${MENDED.slice(MENDED.indexOf("### Evidence"))}`;

/** The edit that the agent makes just after its overseer's word. */
export const SHARPENED = COMPLETED.replace("both named competitors have", "every competitor has");

/** A pull request that stays in the agent's radius with one file of three. */
export const GREEDY = {
  title: "Prices of competitors",
  files: {
    "docs/market/prices.md": "# Prices\n\nTwo of three competitors charge by seat.\n",
    "src/billing/prices.ts": "export const PRICE = 9;\n",
    ...shippedAgent("market-scanner", (text) => text.replace("create: 5,", "create: 500,")),
  },
};
