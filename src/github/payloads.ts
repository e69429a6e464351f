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
const from = z.object({ from: z.string().nullish() }).nullish();
/** What changed; of some parts it only matters that they did. */
const changes = z.object({
  new_issue: numbered.nullish(),
  new_repository: repository.nullish(),
  title: z.unknown().optional(),
  base: z.unknown().optional(),
  name: z.unknown().optional(),
  repository: z.object({ name: from, permissions: z.unknown().optional() }).nullish(),
});

/** A part that is not as documented is as good as missing; the rest of the delivery still counts. */
const maybe = <T extends z.ZodType>(part: T) => part.nullish().catch(null);

const payload = z.object({
  action: maybe(z.string()),
  installation: maybe(z.object({ id: z.number().int(), account: z.object({ login: z.string() }).nullish() })),
  repository: maybe(repository),
  organization: maybe(z.object({ login: z.string() })),
  sender: maybe(z.object({ login: z.string(), type: z.string() })),
  issue: maybe(numbered),
  pull_request: maybe(numbered.extend({ user: maybe(z.object({ login: z.string() })) })),
  changes: maybe(changes),
  member: maybe(z.object({ login: z.string() })),
  membership: maybe(z.object({ user: z.object({ login: z.string() }).nullish() })),
  team: maybe(z.object({ slug: z.string() })),
  ref: maybe(z.string()),
  sha: maybe(z.string()),
  state: maybe(z.string()),
  deleted: maybe(z.boolean()),
  forced: maybe(z.boolean()),
  commits: maybe(z.array(z.object({ added: files, modified: files, removed: files }))),
  check_run: maybe(
    z.object({
      head_sha: z.string(),
      status: z.string().nullish(),
      app: z.object({ slug: z.string().nullish() }).nullish(),
      check_suite: suite.partial().nullish(),
      pull_requests: z.array(numbered).nullish(),
    }),
  ),
  check_suite: maybe(suite),
  environment: maybe(z.string().max(255)),
  deployment_callback_url: maybe(z.string()),
  deployment: maybe(z.object({ id: z.number().int(), sha: z.string(), environment: z.string().nullish() })),
  merge_group: maybe(z.object({ head_sha: z.string(), head_ref: z.string() })),
  parent_issue: maybe(numbered),
  parent_issue_repo: maybe(repository),
  sub_issue: maybe(numbered),
  sub_issue_repo: maybe(repository),
  blocked_issue: maybe(numbered),
  blocked_issue_repo: maybe(repository),
  blocking_issue: maybe(numbered),
  blocking_issue_repo: maybe(repository),
});

export type Payload = z.infer<typeof payload>;
export type RepositoryPayload = z.infer<typeof repository>;

/** Takes what GitHub delivered; returns the parts that matter, or null when they do not have the documented shape. */
export function readPayload(delivered: unknown): Payload | null {
  const result = payload.safeParse(delivered);
  return result.success ? result.data : null;
}
