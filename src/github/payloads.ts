import { z } from "zod";

/** The few parts of a delivery's payload that are looked at. Each may be missing: a delivery is only a hint. */
const repository = z.object({
  node_id: z.string(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  default_branch: z.string().nullish(),
});
const numbered = z.object({ number: z.number().int().positive() });
const suite = z.object({ head_sha: z.string(), head_branch: z.string().nullish(), pull_requests: z.array(numbered).nullish() });
const files = z.array(z.string()).nullish();

const payload = z.object({
  action: z.string().nullish(),
  installation: z.object({ id: z.number().int(), account: z.object({ login: z.string() }).nullish() }).nullish(),
  repository: repository.nullish(),
  organization: z.object({ login: z.string() }).nullish(),
  sender: z.object({ login: z.string(), type: z.string() }).nullish(),
  issue: numbered.nullish(),
  pull_request: numbered.nullish(),
  changes: z.object({ new_issue: numbered.nullish(), new_repository: repository.nullish(), name: z.unknown() }).nullish(),
  ref: z.string().nullish(),
  deleted: z.boolean().nullish(),
  forced: z.boolean().nullish(),
  commits: z.array(z.object({ added: files, modified: files, removed: files })).nullish(),
  check_run: z.object({ head_sha: z.string(), check_suite: suite.partial().nullish(), pull_requests: z.array(numbered).nullish() }).nullish(),
  check_suite: suite.nullish(),
  merge_group: z.object({ head_sha: z.string(), head_ref: z.string() }).nullish(),
  parent_issue: numbered.nullish(),
  parent_issue_repo: repository.nullish(),
  sub_issue: numbered.nullish(),
  sub_issue_repo: repository.nullish(),
  blocked_issue: numbered.nullish(),
  blocked_issue_repo: repository.nullish(),
  blocking_issue: numbered.nullish(),
  blocking_issue_repo: repository.nullish(),
});

export type Payload = z.infer<typeof payload>;
export type RepositoryPayload = z.infer<typeof repository>;

/** Takes what GitHub delivered; returns the parts that matter, or null when they do not have the documented shape. */
export function readPayload(delivered: unknown): Payload | null {
  const result = payload.safeParse(delivered);
  return result.success ? result.data : null;
}
