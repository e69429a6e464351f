import type { Kysely } from "kysely";
import type { Time } from "../core/basics/known.js";
import { liftRecord } from "../core/record/lift.js";
import type { PullRequestVerdict } from "../core/record/verdict.js";
import type { Schema } from "./schema.js";

/** What an open pull request was last judged to be. */
export interface JudgedPull {
  number: number;
  at: Time;
  check: PullRequestVerdict;
}

/** Returns the open pull requests of a repository with what their check says, as of their last looks. */
export async function judgedPulls(db: Kysely<Schema>, repositoryId: string): Promise<JudgedPull[]> {
  const rows = await db
    .selectFrom("items")
    .select(["number", "updated_at", "record"])
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", "item")
    .where("gone_at", "is", null)
    .where("record", "like", '%"check":{%')
    .orderBy("number")
    .execute();
  return rows.flatMap(({ number, updated_at: at, record }) => {
    const { check } = liftRecord(JSON.parse(record ?? "{}"));
    return check && number !== null ? [{ number, at: at ?? 0, check }] : [];
  });
}
