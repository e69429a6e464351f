import { hasLabel, lacksLabel, type Act } from "./act.js";
import { DRAFT, MENDED, PITCHED, SLIPPED } from "./briefs.js";

/** The story, in order: an issue changes hands only when its contract is met. */
export const HANDOFF_ACTS: Act[] = [
  {
    who: "paula (product manager)",
    does: "opens an issue with a first problem brief",
    run: (watch) => watch.opens(DRAFT),
    expect: [
      { says: "gives it the stage Discover", holds: hasLabel("stage: discover") },
      { says: "keeps one living comment that tells what Decide will ask for", holds: (watch) => watch.living().length > 0 },
    ],
  },
  {
    who: "eli (engineer)",
    does: "opens a pull request that closes the issue",
    run: (watch) => watch.opensPull(),
    expect: [
      { says: "fails its check `baton`: the issue has not been decided yet", holds: (watch) => watch.check()?.conclusion === "failure" },
    ],
    quote: (watch) => [watch.check()?.output.title ?? ""],
  },
  {
    who: "paula",
    does: "adds the label `stage: decide`, though the brief has two data points, no measurable criterion and TBD as its rationale",
    run: (watch) => watch.as("paula").addLabel(watch.repo, watch.issue, "stage: decide"),
    expect: [
      { says: "takes the label back", holds: lacksLabel("stage: decide") },
      { says: "marks the hand-off as blocked, and keeps the request armed", holds: hasLabel("handoff: blocked") },
      {
        says: "names each red gate: what was found, what is needed, who can supply it",
        holds: (watch) => watch.living().includes("Needed"),
      },
    ],
    quote: (watch) => watch.steps(),
  },
  {
    who: "paula",
    does: "mends the brief",
    run: (watch) => watch.as("paula").editBody(watch.repo, watch.issue, MENDED),
    expect: [{ says: "turns the gates green; only a person's word is missing", holds: (watch) => watch.redSteps() === 1 }],
    quote: (watch) => watch.steps(),
  },
  {
    who: "omar (portfolio owner)",
    does: "comments `/confirm priority`",
    run: (watch) => watch.comments("omar", "/confirm priority"),
    expect: [
      { says: "moves on by itself: now an acknowledgement is awaited", holds: hasLabel("handoff: awaiting ack") },
      { says: "asks the architects, once", holds: (watch) => watch.saying("@acme/architects").length === 1 },
    ],
    quote: (watch) => watch.saying("@acme/architects"),
  },
  {
    who: "paula",
    does: "comments `/ack` on her own brief",
    run: (watch) => watch.comments("paula", "/ack"),
    expect: [
      {
        says: "refuses: the author cannot take over her own work",
        holds: (watch) => watch.reply() !== "" && watch.labels().includes("stage: discover"),
      },
    ],
    quote: (watch) => [watch.reply()],
  },
  {
    who: "eve (from another team)",
    does: "comments `/ack`",
    run: (watch) => watch.comments("eve", "/ack"),
    expect: [
      { says: "refuses: eve is no architect", holds: (watch) => watch.reply() !== "" && watch.labels().includes("stage: discover") },
    ],
    quote: (watch) => [watch.reply()],
  },
  {
    who: "ana (architect), then paula",
    does: "ana comments `/ack`; before Baton has looked, paula edits the evidence (the webhooks are held back)",
    run: (watch) =>
      watch.whileHeld(() => {
        watch.comments("ana", "/ack");
        watch.as("paula").editBody(watch.repo, watch.issue, SLIPPED);
      }),
    expect: [
      { says: "voids the acknowledgement: ana had not seen this content", holds: (watch) => watch.labels().includes("stage: discover") },
      { says: "says which section changed", holds: (watch) => watch.living().includes("Evidence") },
    ],
    quote: (watch) => watch.lastOwn(),
  },
  {
    who: "ana",
    does: "reads the brief again and comments `/ack`",
    run: (watch) => watch.comments("ana", "/ack"),
    expect: [
      {
        says: "moves the label to `stage: decide`",
        holds: (watch) => watch.labels().includes("stage: decide") && !watch.labels().includes("stage: discover"),
      },
      {
        says: "writes the receipt: who, when, which content, which contract, every gate",
        holds: (watch) => watch.living().includes("discover-to-decide"),
      },
      {
        says: "keeps the pull request red: what is decided upon is not handed to the engineers yet",
        holds: (watch) => watch.check()?.conclusion === "failure",
      },
    ],
    quote: (watch) => [watch.check()?.output.title ?? ""],
  },
  {
    who: "ana",
    does: "shapes the pitch below the brief (approach, appetite, alternatives, risks, decision) and comments `/handoff`",
    run: (watch) => {
      watch.as("ana").editBody(watch.repo, watch.issue, PITCHED);
      watch.comments("ana", "/handoff");
    },
    expect: [
      { says: "finds all that Build asks for, and asks the engineers", holds: hasLabel("handoff: awaiting ack") },
      {
        says: "takes the pitch for no change of the brief that was handed off",
        holds: (watch) => !watch.living().includes("changed since"),
      },
    ],
    quote: (watch) => watch.saying("@eli").slice(-1),
  },
  {
    who: "eli",
    does: "comments `/ack`",
    run: (watch) => watch.comments("eli", "/ack"),
    expect: [
      { says: "moves the label to `stage: build`", holds: (watch) => watch.labels().includes("stage: build") },
      { says: "turns the pull request's check green by itself", holds: (watch) => watch.check()?.conclusion === "success" },
    ],
    quote: (watch) => [watch.check()?.output.title ?? ""],
  },
];
