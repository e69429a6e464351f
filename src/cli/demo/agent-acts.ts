import { hasLabel, lacksLabel, type Act } from "./act.js";
import { SCANNER, usageReport } from "./cast.js";
import { COMPLETED, GREEDY, SHARPENED, TICKETS } from "./tickets.js";
import type { Watch } from "./watch.js";

const OVER = "agent: over limit";
const UNSEEN = "nobody has confirmed that";

const withLabel = (watch: Watch, label: string) => watch.tickets.filter((ticket) => watch.labels(ticket).includes(label));
const stopped = (watch: Watch) => withLabel(watch, OVER);

/** The second act, in order: an agent does what its file allows, and what it wrote counts once its overseer said so. */
export const AGENT_ACTS: Act[] = [
  {
    who: `${SCANNER} (the product manager's agent)`,
    does: "opens seven issues within a minute; its file allows five in a day",
    run: (watch) => watch.opensTickets(SCANNER, TICKETS),
    expect: [
      { says: "takes five: they get the stage Discover", holds: (watch) => withLabel(watch, "stage: discover").length === 5 },
      { says: `stops two: they get \`${OVER}\` and no stage, and none is closed`, holds: (watch) => stopped(watch).length === 2 },
      {
        says: "says so once on each, names who oversees the agent, and which open issue says the same",
        holds: (watch) =>
          stopped(watch).every((ticket) => watch.said(ticket).filter((text) => text.includes("`pm`")).length === 1) && namesTwin(watch),
      },
    ],
    quote: (watch) => watch.said(watch.tickets.at(-1) ?? 0),
  },
  {
    who: SCANNER,
    does: "opens a pull request with its notes, a change to the billing code, and a higher limit for itself",
    run: (watch) => watch.opensPullAs(SCANNER, GREEDY),
    expect: [
      { says: "fails its check `baton`, and names the two files outside its radius", holds: leftRadius },
      { says: "says that no word lifts that", holds: (watch) => (watch.check()?.output.summary ?? "").includes("No word lifts that") },
    ],
    quote: (watch) => [watch.check()?.output.title ?? ""],
  },
  {
    who: "paula (product manager)",
    does: "completes the first issue, leaves the agent's paragraph as it is, and adds the label `stage: decide`",
    run: (watch) => {
      watch.as("paula").editBody(watch.repo, watch.issue, COMPLETED);
      watch.as("paula").addLabel(watch.repo, watch.issue, "stage: decide");
    },
    expect: [
      { says: "marks the hand-off as blocked", holds: hasLabel("handoff: blocked") },
      { says: "counts all that paula wrote, and not what the agent wrote", holds: (watch) => watch.redSteps() === 3 && waits(watch) },
    ],
    quote: (watch) => watch.steps().filter((line) => !line.startsWith("* ")),
  },
  {
    who: "omar (portfolio owner)",
    does: "comments `/confirm priority`",
    run: (watch) => watch.comments("omar", "/confirm priority"),
    expect: [
      {
        says: "waits for one word, about the agent's text, and for fresh figures",
        holds: (watch) => watch.redSteps() === 2 && isStale(watch) && waits(watch),
      },
    ],
  },
  {
    who: SCANNER,
    does: "comments `/confirm agent` on its own text",
    run: (watch) => watch.comments(SCANNER, "/confirm agent"),
    expect: [{ says: "does not count it: an agent confirms nothing", holds: (watch) => watch.redSteps() === 2 && waits(watch) }],
  },
  {
    who: `paula, then ${SCANNER}`,
    does: "paula comments `/confirm agent`; before Baton has looked, the agent edits its paragraph (the webhooks are held back)",
    run: (watch) =>
      watch.whileHeld(() => {
        watch.comments("paula", "/confirm agent");
        watch.as(SCANNER).editBody(watch.repo, watch.issue, SHARPENED);
      }),
    expect: [{ says: "does not count the word: paula had not seen this text", holds: (watch) => watch.redSteps() === 2 && waits(watch) }],
  },
  {
    who: "paula",
    does: "reads the paragraph as it is now and comments `/confirm agent`",
    run: (watch) => watch.comments("paula", "/confirm agent"),
    expect: [
      { says: "turns that gate green, for exactly this text", holds: (watch) => !waits(watch) && watch.redSteps() === 1 },
      { says: "still holds the hand-off: the usage report is older than a role wants it", holds: isStale },
    ],
    quote: (watch) => watch.steps().slice(0, 2),
  },
  {
    who: "ada (analytics)",
    does: "pushes a new usage report to the default branch",
    run: (watch) => void watch.as("ada").push(watch.repo, { files: usageReport("1,300") }),
    expect: [
      {
        says: "sees the new version, with no event on the issue itself",
        holds: (watch) => !isStale(watch) && lacksLabel("handoff: blocked")(watch),
      },
      { says: "asks the architect", holds: hasLabel("handoff: awaiting ack") },
      {
        says: "leaves the stopped issues and the pull request as they were",
        holds: (watch) => stopped(watch).length === 2 && leftRadius(watch),
      },
    ],
    quote: (watch) => watch.saying("@ana").slice(-1),
  },
];

/** The last issue says what the first says. */
function namesTwin(watch: Watch): boolean {
  return watch.said(watch.tickets.at(-1) ?? 0).some((text) => text.includes(`#${watch.issue}`));
}

function leftRadius(watch: Watch): boolean {
  const { conclusion, output } = watch.check() ?? {};
  return conclusion === "failure" && ["market-scanner.yml", "prices.ts"].every((file) => output?.title?.includes(file));
}

function isStale(watch: Watch): boolean {
  return /`usage-report` is of .*: older than/.test(watch.living());
}

function waits(watch: Watch): boolean {
  return watch.living().includes(UNSEEN);
}
