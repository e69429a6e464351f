import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { repositorySigns } from "../../app/insight/repository-signs.js";
import type { Store } from "../../app/settings/own-store.js";
import { QUESTION_IDS } from "../../core/insight/signs.js";
import { diagnosisText, QUESTION_WORDS, SIGN_WORDS, sumWords } from "../../render/insight/diagnosis.js";
import { afterPatience, progressOn } from "../common/progress.js";
import { readText } from "../common/read-text.js";
import type { Output } from "../common/with-store.js";
import { chosen } from "../report/report.js";
import { blankAnswers, readAnswers, type ReadAnswers } from "./answers.js";

/** What `baton diagnose` takes. */
export interface DiagnoseCall {
  repo: string;
  /** Where the answers are. */
  answers: string | null;
  format: "text" | "json";
  now: number;
}

/** Computes the signs, takes the answers, and writes both. Returns the exit code: 2 when there is no such repository, or a file is not understood. */
export async function diagnose(store: Store, { repo, answers: file, format, now }: DiagnoseCall, { out, err }: Output): Promise<number> {
  const [repository] = await chosen(store, repo);
  if (!repository) {
    err(`baton: the store knows no repository ${repo}.\n`);
    return 2;
  }
  const given = await answersIn(file);
  if (!given.ok) {
    err(`baton: ${file ?? ""}: ${given.reason}.\n`);
    return 2;
  }
  const progress = afterPatience(progressOn(process.stderr));
  const signs = await repositorySigns(store, repository, { now, reading: (entries) => progress(`Reading the ledger: ${entries} entries`) });
  progress("");
  const name = `${repository.owner}/${repository.name}`;
  if (format === "text") out(diagnosisText(name, signs, given.answers));
  else out(`${JSON.stringify(asData(name, signs, given.answers), null, 2)}\n`);
  if (given.isNew) err(`The questions are in ${file}: answer them with yes or no, and call this again.\n`);
  return 0;
}

async function answersIn(file: string | null): Promise<(ReadAnswers & { ok: true; isNew: boolean }) | Extract<ReadAnswers, { ok: false }>> {
  if (file === null) return { ok: true, answers: {}, isNew: false };
  if (!existsSync(file)) {
    await writeFile(file, blankAnswers());
    return { ok: true, answers: {}, isNew: true };
  }
  const read = readAnswers(await readText(file));
  return read.ok ? { ...read, isNew: false } : read;
}

function asData(
  repository: string,
  signs: Awaited<ReturnType<typeof repositorySigns>>,
  answers: Extract<ReadAnswers, { ok: true }>["answers"],
) {
  return {
    repository,
    signs: signs.map((sign) => ({ ...sign, ...SIGN_WORDS[sign.id] })),
    questions: QUESTION_IDS.map((id) => ({ id, asks: QUESTION_WORDS[id], answer: answers[id] ?? null })),
    summary: sumWords(signs, answers),
  };
}
