import { TemporaryFault } from "../core/basics/faults.js";
import type { Annotation, CheckRun } from "../core/facts/writes.js";
import type { Client, Parameters } from "./client.js";
import { isNoCommit } from "./faults.js";
import { fitCheckRun } from "./limits.js";
import { idOf, update } from "./write.js";

/** GitHub takes this many annotations in one call, and adds those of later calls to them. */
const BATCH = 50;
const UPDATE = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";

/** Takes where to and a check run; creates it with all its annotations; returns its id. */
export async function createCheckRun(client: Client, home: Parameters, run: CheckRun): Promise<number> {
  const fitted = fitCheckRun(run);
  const id = await create(client, { ...home, ...bodyOf(fitted), head_sha: fitted.headSha });
  await annotate(client, home, id, fitted, BATCH);
  return id;
}

/** Takes a run of ours; makes it say what the check run says, and adds its annotations to those it has; returns its id. */
export async function updateCheckRun(client: Client, home: Parameters, id: number, run: CheckRun): Promise<number> {
  const fitted = fitCheckRun(run);
  const updated = await update(client, UPDATE, { ...home, check_run_id: id, ...bodyOf(fitted) });
  await annotate(client, home, id, fitted, BATCH);
  return updated;
}

async function create(client: Client, parameters: Parameters): Promise<number> {
  try {
    return idOf(await client.write("POST /repos/{owner}/{repo}/check-runs", parameters));
  } catch (error) {
    if (isNoCommit(error)) throw new TemporaryFault("The commit was replaced meanwhile", { cause: error });
    throw error;
  }
}

async function annotate(client: Client, home: Parameters, id: number, run: CheckRun, from: number): Promise<void> {
  const { output } = run;
  for (let start = from; start < (output.annotations ?? []).length; start += BATCH)
    await update(client, UPDATE, { ...home, check_run_id: id, output: outputOf(output, start) });
}

function bodyOf(run: CheckRun): Record<string, unknown> {
  return {
    name: run.name,
    external_id: run.externalId,
    status: "completed",
    conclusion: run.conclusion,
    ...(run.detailsUrl === null ? {} : { details_url: run.detailsUrl }),
    output: outputOf(run.output, 0),
    actions: run.actions,
  };
}

function outputOf({ annotations = [], ...output }: CheckRun["output"], start: number): Record<string, unknown> {
  const batch = annotations.slice(start, start + BATCH).map(annotationOf);
  return batch.length === 0 ? output : { ...output, annotations: batch };
}

function annotationOf({ path, line, column, level, title, message }: Annotation): Record<string, unknown> {
  return {
    path,
    start_line: line,
    end_line: line,
    start_column: column,
    end_column: column,
    annotation_level: level,
    title,
    message,
  };
}
