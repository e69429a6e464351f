import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { repositorySigns } from "../../app/insight/repository-signs.js";
import type { Store } from "../../app/settings/own-store.js";
import { QUESTION_IDS } from "../../core/insight/signs.js";
import { diagnosisText, QUESTION_WORDS, SIGN_WORDS, sumWords, type DiagnosisAnswers } from "../../render/insight/diagnosis.js";
import { afterPatience, progressOn } from "../common/progress.js";
import type { Ask } from "../common/prompt.js";
import { readText } from "../common/read-text.js";
import type { Output } from "../common/with-store.js";
import { chosen } from "../report/report.js";
import { answersFile, readAnswers, withAnswers, type ReadAnswers } from "./answers.js";
import { askForFile, askQuestions } from "./questionnaire.js";

/** What `baton diagnose` takes. */
export interface DiagnoseCall {
  repo: string;
  /** Where the answers are. */
  answers: string | null;
  format: "text" | "json";
  now: number;
}

/** Where it writes, and whom it asks: null where nobody can be asked. */
export interface DiagnoseWorld extends Output {
  ask: Ask | null;
}

/** Computes the signs, takes the answers, and writes both. Returns the exit code: 2 when there is no such repository, or a file is not understood. */
export async function diagnose(store: Store, { repo, answers: file, format, now }: DiagnoseCall, world: DiagnoseWorld): Promise<number> {
  const { out, err } = world;
  const [repository] = await chosen(store, repo);
  if (!repository) {
    err(`baton: the store knows no repository ${repo}.\n`);
    return 2;
  }
  const kept = await answersIn(file);
  if (!kept.ok) {
    err(`baton: ${file ?? ""}: ${kept.reason}.\n`);
    return 2;
  }
  const answers = await answered(kept, file, world);
  const progress = afterPatience(progressOn(process.stderr));
  const signs = await repositorySigns(store, repository, { now, reading: (entries) => progress(`Reading the ledger: ${entries} entries`) });
  progress("");
  const name = `${repository.owner}/${repository.name}`;
  if (format === "text") out(diagnosisText(name, signs, answers));
  else out(`${JSON.stringify(asData(name, signs, answers), null, 2)}\n`);
  return 0;
}

/** What a file holds; its text is null where there is none yet. */
type Kept = Extract<ReadAnswers, { ok: true }> & { text: string | null };

async function answersIn(file: string | null): Promise<Kept | Extract<ReadAnswers, { ok: false }>> {
  if (file === null || !existsSync(file)) return { ok: true, answers: {}, text: null };
  const text = await readText(file);
  const read = readAnswers(text);
  return read.ok ? { ...read, text } : read;
}

/** Asks for what is missing where there is somebody, and keeps it where that is wanted; else a file that is not there yet is written with the questions. */
async function answered({ answers: known, text }: Kept, file: string | null, { ask, err }: DiagnoseWorld): Promise<DiagnosisAnswers> {
  if (ask === null) {
    if (file === null || text !== null) return known;
    await writeFile(file, answersFile({}));
    err(`The questions are in ${file}: answer them with yes or no, and call this again.\n`);
    return known;
  }
  const asking = { ask, say: err };
  const answers = await askQuestions(known, asking);
  const isNews = QUESTION_IDS.some((id) => answers[id] !== known[id]);
  const place = file ?? (isNews ? await askForFile(asking) : null);
  if (place === null || (text !== null && !isNews)) return answers;
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, text === null ? answersFile(answers) : withAnswers(text, answers));
  err(`The answers are in ${place}; with --answers they are taken from there.\n`);
  return answers;
}

function asData(repository: string, signs: Awaited<ReturnType<typeof repositorySigns>>, answers: DiagnosisAnswers) {
  return {
    repository,
    signs: signs.map((sign) => ({ ...sign, ...SIGN_WORDS[sign.id] })),
    questions: QUESTION_IDS.map((id) => ({ id, asks: QUESTION_WORDS[id], answer: answers[id] ?? null })),
    summary: sumWords(signs, answers),
  };
}
