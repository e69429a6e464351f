import {
  accessKey,
  branchKey,
  commitKey,
  documentKey,
  documentsKey,
  itemKeys,
  memberKey,
  organisationPolicyKey,
  policyKey,
  repositoryKeys,
  teamKey,
  teamsKey,
  type ItemPart,
  type ReadKey,
  type Where,
} from "../core/facts/read-keys.js";
import { isPolicyPath } from "../core/pulls/policy-change.js";
import { isTemplatePath } from "../core/policy/template-paths.js";
import { isOwn, type Self } from "./events.js";
import { repositoriesIn } from "./installed.js";
import { readPayload } from "./payloads.js";
import type { Payload, RepositoryPayload } from "./payloads.js";
import { pushedPaths } from "./pushed.js";

type Namer = (payload: Payload, where: Where) => ReadKey[];

/** Paths whose change may change what pull requests do to documents. */
const TEXT = /\.(md|mdx|markdown|txt|adoc|rst)$/i;

/** Actions after which others see something else of an issue; all else, such as its labels, is its own affair until its stage moves. */
const ISSUE = new Set(["opened", "closed", "reopened", "deleted", "transferred"]);
const PULL = new Set([...ISSUE, "converted_to_draft", "ready_for_review"]);

/** What each event changes of what others may rest on. */
const NAMERS = new Map<string, Namer>([
  ["issues", (payload, where) => ofItem(where, payload.issue, ISSUE.has(payload.action ?? "") || isRetitled(payload) ? ["item"] : [])],
  ["pull_request", (payload, where) => ofItem(where, payload.pull_request, pullParts(payload))],
  ["pull_request_review", (payload, where) => ofItem(where, payload.pull_request, ["reviews"])],
  [
    "check_run",
    ({ action, check_run }, { repositoryId }) =>
      check_run && (action === "created" || action === "completed") ? [commitKey(repositoryId, check_run.head_sha)] : [],
  ],
  ["status", ({ sha }, { repositoryId }) => (sha ? [commitKey(repositoryId, sha)] : [])],
  ["push", pushKeys],
  ["repository", repositoryEventKeys],
  ["member", ({ member }, { repositoryId }) => (member ? [accessKey(repositoryId, member.login)] : [accessKey(repositoryId)])],
]);

/** Events of an organisation; the repository in them, if any, is only where somebody got access. */
const OF_ORGANISATIONS = new Map<string, (payload: Payload, organisation: string) => ReadKey[]>([
  ["membership", ({ member, team }, organisation) => memberKeys(organisation, member?.login, team?.slug)],
  ["organization", ({ membership }, organisation) => memberKeys(organisation, membership?.user?.login, undefined)],
  ["team", teamEventKeys],
]);

/** Takes a delivery; returns the keys of what it changed, by which everything that rests on that is found. Never throws: what is not understood names nothing. */
export function namedBy(event: string, delivered: unknown, self?: Self): ReadKey[] {
  if (event === "installation" || event === "installation_repositories") return repositoriesIn(delivered).flatMap(repositoryKeys);
  const ofOrganisation = OF_ORGANISATIONS.get(event);
  const namer = NAMERS.get(event);
  const payload = ofOrganisation || namer ? readPayload(delivered) : null;
  if (!payload || isOwn(event, payload, self)) return [];
  const { organization, repository } = payload;
  if (ofOrganisation) return organization ? [...new Set(ofOrganisation(payload, organization.login))] : [];
  return namer && repository ? [...new Set(namer(payload, whereOf(repository)))] : [];
}

function whereOf({ node_id, owner, name }: RepositoryPayload): Where {
  return { repositoryId: node_id, repository: `${owner.login}/${name}` };
}

function ofItem(where: Where, item: { number: number } | null | undefined, parts: readonly ItemPart[]): ReadKey[] {
  return item ? parts.flatMap((part) => itemKeys(part, where, item.number)) : [];
}

function isRetitled({ action, changes }: Payload): boolean {
  return action === "edited" && changes?.title !== undefined;
}

function pullParts(payload: Payload): ItemPart[] {
  const { action, changes } = payload;
  if (action === "synchronize") return ["head"];
  return PULL.has(action ?? "") || isRetitled(payload) || (action === "edited" && changes?.base !== undefined) ? ["item"] : [];
}

function pushKeys(payload: Payload, where: Where): ReadKey[] {
  const { repositoryId, repository } = where;
  const paths = pushedPaths(payload);
  if (paths.length === 0) return [];
  const rules = paths === "any" || paths.some(isPolicyPath);
  const [owner = "", name = ""] = repository.split("/");
  const texts = paths === "any" || paths.some((path) => isPolicyPath(path) || isTemplatePath(path) || TEXT.test(path));
  return [
    ...(paths === "any" ? [documentsKey(repositoryId)] : paths.map((path) => documentKey(repositoryId, path))),
    ...(texts ? [branchKey(repositoryId)] : []),
    ...(rules ? [policyKey(repositoryId)] : []),
    ...(rules && name.toLowerCase() === ".github" ? [organisationPolicyKey(owner)] : []),
  ];
}

/** Under its former name, too: who knows only that has to look where it went. */
function repositoryEventKeys({ action, changes }: Payload, where: Where): ReadKey[] {
  const owner = where.repository.split("/", 1)[0] ?? "";
  const former = changes?.repository?.name?.from;
  const before = former ? repositoryKeys({ repositoryId: "", repository: `${owner}/${former}` }) : [];
  const seen = action === "privatized" || action === "publicized" ? [accessKey(where.repositoryId)] : [];
  const isOrganisations = [where.repository, `${owner}/${former ?? ""}`].some((name) => name.toLowerCase().endsWith("/.github"));
  return [...repositoryKeys(where), ...before, ...seen, ...(isOrganisations ? [organisationPolicyKey(owner)] : [])];
}

function memberKeys(organisation: string, login: string | undefined, slug: string | undefined): ReadKey[] {
  if (login !== undefined) return [memberKey(organisation, login)];
  return slug === undefined ? [teamsKey(organisation)] : [teamKey(`${organisation}/${slug}`)];
}

/** A team that goes or is renamed concerns its parents, which are not named. What is only said about a team concerns nobody. */
function teamEventKeys({ action, team, changes, repository }: Payload, organisation: string): ReadKey[] {
  const access = repository ? [accessKey(repository.node_id)] : [];
  if (action === "created") return team ? [teamKey(`${organisation}/${team.slug}`)] : [];
  if (action === "edited" && changes?.name === undefined) return access;
  return action === "deleted" || action === "edited" ? [teamsKey(organisation)] : access;
}
