import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { answersFile, readAnswers } from "../../src/cli/diagnose/answers.js";
import { diagnose, type DiagnoseCall } from "../../src/cli/diagnose/diagnose.js";
import { answering, WrongCall } from "../../src/cli/common/call.js";
import { withStore } from "../../src/cli/common/with-store.js";
import { QUESTION_IDS, SIGN_IDS, type Sign } from "../../src/core/insight/signs.js";
import { emptyRecord } from "../../src/core/record/record.js";
import type { PullRequestVerdict } from "../../src/core/record/verdict.js";
import { sumWords } from "../../src/render/insight/diagnosis.js";
import { openStore } from "../../src/store/store.js";
import { evaluation, folder, item, TEST_KEY } from "../store/samples.js";

let place: string;
let said: string;
let complained: string;
let asked: string[];

/** Takes what somebody at a terminal answers, in turn; null: nobody is there. */
async function told(call: Partial<DiagnoseCall> = {}, typed: string[] | null = null): Promise<number> {
  [said, complained, asked] = ["", "", []];
  const ask = async (question: string) => {
    asked.push(question);
    const answer = typed?.shift();
    if (answer === undefined) throw new WrongCall("no answer; nothing was written");
    return Promise.resolve(answer);
  };
  const output = { out: (text: string) => void (said += text), err: (text: string) => void (complained += text), ask: typed && ask };
  const whole: DiagnoseCall = { repo: "acme/app", answers: null, format: "text", now: 1_000, ...call };
  return await answering(output, () => withStore(output, (store) => diagnose(store, whole, output), { BATON_DATA: place }));
}

/** A store with one open pull request that closes no issue, and one that is exempt. */
beforeEach(async () => {
  place = folder();
  const store = await openStore({ folder: place }, TEST_KEY);
  for (const [number, reason] of [
    [7, { is: "no_issue" }],
    [8, { is: "exempt", by: "label", value: "chore" }],
  ] as const) {
    await store.enqueue([item(number)], 0);
    const lease = await store.claim(0, 1_000);
    if (!lease) throw new Error("nothing to claim");
    const own = { allowedStages: [], own: null, problems: [], issues: [], edits: 0 };
    const check: PullRequestVerdict = { ...own, number, itemId: `P_${number}`, conclusion: "failure", observe: false, reason };
    await store.commit(lease, { ...evaluation(`P_${number}`), record: { ...emptyRecord(), check } });
    await store.finish(lease, { now: 1, dueAt: null });
  }
  await store.close();
});

describe("baton diagnose", () => {
  it("answers what the store knows, with the items, and leaves the rest unknown", async () => {
    expect(await told()).toBe(0);
    expect(said).toContain("there      Much of the work is unplanned. 1 of 1");
    expect(said).toContain("    #7\n");
    expect(said).toMatch(
      /1 of 7 computable signs are there \(6 signs could not be computed\); 0 of 6 questions are answered, 0 with yes\.\n$/,
    );
  });

  it("writes the questions where there are no answers yet, and takes them once they are answered", async () => {
    const file = join(place, "answers.yml");
    expect(await told({ answers: file })).toBe(0);
    expect([existsSync(file), complained]).toEqual([true, expect.stringContaining("answer them")]);
    writeFileSync(file, readFileSync(file, "utf8").replace("unused:", "unused: yes").replace("never_retired:", "never_retired: no"));
    expect(await told({ answers: file, format: "json" })).toBe(0);
    const { questions, summary } = JSON.parse(said) as { questions: { id: string; answer: boolean | null }[]; summary: string };
    expect(questions.filter(({ answer }) => answer !== null).map(({ id, answer }) => [id, answer])).toEqual([
      ["unused", true],
      ["never_retired", false],
    ]);
    expect(summary).toContain("2 of 6 questions are answered, 1 with yes");
  });

  it("says what is wrong with a file of answers, and with a repository", async () => {
    const file = join(place, "answers.yml");
    writeFileSync(file, "unused: perhaps\n");
    expect([await told({ answers: file }), complained]).toEqual([2, `baton: ${file}: unused has to be yes or no, or nothing.\n`]);
    expect([await told({ repo: "acme/none" }), complained]).toEqual([2, "baton: the store knows no repository acme/none.\n"]);
  });
});

describe("somebody at a terminal", () => {
  it("is asked what cannot be computed, one by one, may skip, and keeps no answers where that is not wanted", async () => {
    expect(await told({}, ["yes", "", "perhaps", "N", "", "", "", ""])).toBe(0);
    expect(asked).toHaveLength(8);
    expect([asked[0], asked.at(-1)]).toEqual([
      "1 of 6: Is there no way to tell whether what was delivered last quarter is used?",
      expect.stringContaining("Keep the answers"),
    ]);
    expect(complained).toContain("answer `yes` or `no`, or nothing to leave it open");
    expect(said).toContain("2 of 6 questions are answered, 1 with yes.");
  });

  it("keeps the answers in a file that is not there yet, and is not asked again what it holds", async () => {
    const file = join(place, "new", "answers.yml");
    const other = join(place, "other.yml");
    writeFileSync(other, "unused: yes\n");
    expect(await told({}, ["yes", "no", "", "", "", "", other, file])).toBe(0);
    expect(complained).toContain("there is such a file");
    expect(readAnswers(readFileSync(file, "utf8"))).toEqual({ ok: true, answers: { unused: true, delivery_is_success: false } });
    writeFileSync(file, readFileSync(file, "utf8").replace("unused: yes", "unused: yes # see the survey"));
    expect(await told({ answers: file, format: "json" }, ["no", "", "", ""])).toBe(0);
    expect(asked).toHaveLength(4);
    expect(JSON.parse(said)).toMatchObject({ summary: expect.stringContaining("3 of 6 questions are answered, 1 with yes") });
    expect(readFileSync(file, "utf8")).toMatch(/unused: yes # see the survey[\s\S]*counted_output: no/);
  });

  it("who goes away changes no file", async () => {
    const file = join(place, "answers.yml");
    expect([await told({ answers: file }, ["yes"]), complained]).toEqual([2, expect.stringContaining("no answer; nothing was written")]);
    expect(existsSync(file)).toBe(false);
  });
});

describe("a file of answers", () => {
  it("that was just written answers nothing", () => {
    expect(readAnswers(answersFile({}))).toEqual({ ok: true, answers: {} });
  });

  it.each([
    ["unknown: yes", 'there is no question "unknown"'],
    ["- yes", "it has to map"],
    ["unused: [", ""],
    ["__proto__: yes", ""],
  ])("%s is refused", (text, reason) => {
    expect(readAnswers(text)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });
});

describe("what it comes to", () => {
  const signs = (there: number): Sign[] =>
    SIGN_IDS.map((id, index) => ({ id, is: index < there ? "there" : "not_there", n: 1, of: 2, items: [] }));
  const yes = (count: number) => Object.fromEntries(QUESTION_IDS.slice(0, count).map((id) => [id, true]));

  it("has the articles' name from eight of thirteen on, and no total before", () => {
    expect(sumWords(signs(5), yes(2))).toBe("5 of 7 computable signs are there; 2 of 6 questions are answered, 2 with yes.");
    expect(sumWords(signs(5), yes(3))).toContain("this is a dashboard factory");
  });
});
