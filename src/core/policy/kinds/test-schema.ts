import { z } from "zod";
import { id, label, login, words } from "../schema-parts.js";
import { readTime } from "../../time/read-time.js";

const TIME = "a time such as 2026-11-01 or 2026-11-01T09:00:00Z";
const MOST = 200;

const time = z
  .string(TIME)
  .refine((text) => readTime(text) !== null, TIME)
  .transform((text) => readTime(text) ?? 0);
const text = z.string("a text").max(200_000, "at most 200,000 characters");
const fromFile = z.strictObject({ file: words.describe("Path of the text, from the folder of this file.") });
const textOrFile = z.union([text, fromFile]);
const reference = z
  .string("a reference such as #7")
  .regex(/^(?:[\w.-]{1,100}\/[\w.-]{1,100})?#[1-9]\d{0,8}$/, "a reference such as #7 or owner/name#7");
const path = z.string("a path from the repository's root").min(1).max(500);
const people = z.array(login, "a list of logins").max(MOST);

const issue = z.strictObject({
  issue: reference.describe("The issue: #7, or owner/name#7."),
  title: text.optional().describe("Its title."),
  state: z.enum(["open", "closed"]).default("open").describe("Whether it is open."),
  reason: z.enum(["completed", "not_planned", "duplicate"]).default("completed").describe("Why it was closed."),
  closed_at: time.optional().describe("When it was closed."),
});

const comment = z.strictObject({
  by: login.nullable().describe("Who wrote it; null: an account that was deleted. A login that ends in [bot] is a bot."),
  body: text.describe("What it says, such as /confirm priority."),
  at: time.optional().describe("When it was written; default: the clock."),
  edited_at: time.optional().describe("When it was edited: then it confirms nothing."),
});

const pullRequest = z.strictObject({
  pr: reference.describe("The pull request: #9, or owner/name#9."),
  title: text.optional().describe("Its title."),
  state: z.enum(["open", "draft", "merged", "closed"]).describe("Its state."),
});

const review = z.strictObject({
  by: login.describe("Who reviewed."),
  state: z.enum(["approved", "changes_requested", "commented", "dismissed"]).default("approved").describe("What the review says."),
  pr: reference.optional().describe("Which pull request; default: the first that is linked, or the item itself."),
  stale: z.boolean("true or false").default(false).describe("True: of an older commit than the newest."),
  at: time.optional().describe("When; default: the clock."),
});

const status = z.strictObject({
  name: words.describe("Name of the check run or commit status."),
  app: words.optional().describe("Slug of the App that reported it; none: a commit status."),
  conclusion: words.nullable().describe("Such as success or failure; null: it has not completed."),
  pr: reference.optional().describe("Which pull request; default: the first that is linked, or the item itself."),
});

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

/** What a test says of the item. */
const givenShape = {
  body: textOrFile.optional().describe("The item's text, or `file:` with its path from the folder of this file."),
  clock: time.optional().describe("The time of the judgement; without it, the time of the run."),
  subject: z.enum(["issue", "pull_request"]).optional().describe("What the item is; default: what the contract is for."),
  title: text.optional().describe("The item's title."),
  author: login.optional().describe("Who wrote the item: never confirms it."),
  edited_at: time.optional().describe("When the text was last edited."),
  edited_sections: z
    .array(words, "a list of headings")
    .max(MOST)
    .optional()
    .describe("Sections that this edit changed; default: all of them."),
  stage: id.optional().describe("The accepted stage; default: the one that the contract leaves."),
  labels: z.array(label, "a list of labels").max(MOST).optional().describe("The item's labels; default: none."),
  assignees: people.optional().describe("Who is assigned; default: nobody."),
  milestone: words.nullable().optional().describe("The item's milestone; default: none."),
  type: words.nullable().optional().describe("The issue type; null: none. Unknown when left out."),
  comments: z.array(comment, "a list of comments").max(MOST).optional().describe("Comments, oldest first; default: none."),
  members: z
    .record(id, people)
    .optional()
    .describe("Role -> who holds it. Default: the users of .github/baton.yml; who is in a team is unknown."),
  documents: z
    .record(path, textOrFile)
    .optional()
    .describe("Path -> text of the repository's documents; once given, other paths do not exist."),
  files: z.record(path, textOrFile).optional().describe("Path -> text of other files of the repository, such as templates."),
  links: z
    .array(words, "a list of links")
    .max(MOST)
    .optional()
    .describe("Issues, pull requests, commits and paths that exist; once given, others do not."),
  blocked_by: z.array(issue, "a list of issues").max(MOST).optional().describe('"Blocked by" dependencies; unknown when left out.'),
  sub_issues: z.array(issue, "a list of issues").max(MOST).optional().describe("Sub-issues; unknown when left out."),
  linked_prs: z.array(pullRequest, "a list of pull requests").max(MOST).optional().describe("Linked pull requests; unknown when left out."),
  reviews: z.array(review, "a list of reviews").max(MOST).optional().describe("Reviews; unknown when left out."),
  checks: z
    .array(status, "a list of checks")
    .max(MOST)
    .optional()
    .describe("Check runs and statuses of the newest commit; unknown when left out."),
  issue_fields: z.record(words, fieldValue).optional().describe("Issue field -> value; unknown when left out."),
  project_fields: z.record(words, fieldValue).optional().describe("Project field -> value; unknown when left out."),
  stages: z.record(reference, id.nullable()).optional().describe("Linked item -> its stage; null: not governed. Unknown when left out."),
  artefacts: z
    .record(
      id,
      z
        .strictObject({
          at: time.optional().describe("When the newest version was made; default: the clock."),
          text: textOrFile.optional().describe("What it says, or `file:` with its path from the folder of this file."),
        })
        .nullable(),
    )
    .optional()
    .describe("Published artefact -> its newest version; null: there is none. Unknown when left out."),
  criteria: z.array(words, "a list of texts").max(MOST).optional().describe("Success criteria of the brief that was accepted."),
};

const given = z.strictObject(givenShape);
const caseGiven = z.strictObject({
  ...givenShape,
  replace: z.record(words, text).optional().describe("Heading -> what the section says instead."),
  remove: z.array(words, "a list of headings").max(MOST).optional().describe("Sections that are left out."),
  append: text.optional().describe("Added to the end of the text."),
});

const OUTCOMES = ["pass", "fail", "pending", "error", "skipped"] as const;
const outcome = z.enum(OUTCOMES, `one of ${OUTCOMES.join(", ")}`);
const expectation = z.union([
  outcome,
  z.strictObject({
    outcome: outcome.describe("How the gate comes out; skipped: its labels do not apply."),
    says: z
      .union([words, z.array(words).min(1).max(20)])
      .optional()
      .describe("Words, or a list of them, that must occur in what it finds or needs."),
  }),
]);

const expected = z
  .object({
    green: z.boolean("true or false").optional().describe("Whether the hand-off may go on."),
    red: z.array(id, "a list of gates").max(MOST).optional().describe("Exactly the gates that stand in the way."),
  })
  .catchall(expectation.describe("Gate -> how it comes out: pass, fail, pending, error or skipped."))
  .refine((each) => Object.keys(each).length > 0, "at least one gate, `green` or `red`");

const testCase = z.strictObject({
  name: words.describe("What the case shows, as a sentence."),
  given: caseGiven.prefault({}).describe("What differs from the file's `given`."),
  expect: expected.describe("Gate -> how it comes out; `green`, `red`."),
});

/** A file under `contracts/tests/` as people write it. */
export const testSchema = z.strictObject({
  contract: id.describe("Id of the contract that is tested."),
  given: given.prefault({}).describe("What is so in every case, unless the case says otherwise."),
  cases: z.array(testCase, "a list of cases").min(1, "at least one case").max(MOST, `at most ${MOST} cases`).describe("The cases."),
});

export type TestData = z.output<typeof testSchema>;
export type CaseGiven = z.output<typeof caseGiven>;
export type TextOrFile = z.output<typeof textOrFile>;
export type Expected = z.output<typeof expected>;
