import { z } from "zod";
import { TemporaryFault } from "../core/basics/faults.js";
import { SignedOut, type ReadableRepository, type VisitorGitHub } from "../core/facts/visitor.js";

const repositoryShape = z.object({ node_id: z.string(), name: z.string(), owner: z.object({ login: z.string() }) });
const accountShape = z.object({ id: z.number(), login: z.string() });
const installationsShape = z.object({ installations: z.array(z.object({ id: z.number() })) });
const repositoriesShape = z.object({ repositories: z.array(repositoryShape) });
const membershipShape = z.object({ state: z.string() });

/** Pages of a hundred: more than that nobody looks through. */
const MOST_PAGES = 10;

/** Takes the REST root and how to fetch; returns GitHub for visitors. Nothing is kept here. */
export function visitorGitHub(api: string, fetch: typeof globalThis.fetch): VisitorGitHub {
  const get = async (token: string, path: string): Promise<unknown> => await ask(`${api}${path}`, token, fetch);
  const shaped = async <T>(shape: z.ZodType<T>, answer: Promise<unknown>): Promise<T | null> => {
    const data = await answer;
    if (data === null) return null;
    const read = shape.safeParse(data);
    if (!read.success) throw new TemporaryFault("GitHub's answer has another form");
    return read.data;
  };
  return {
    async account(token) {
      const found = await shaped(accountShape, get(token, "/user"));
      if (!found) throw new SignedOut();
      return found;
    },
    async repository(token, owner, name) {
      return toReadable(await shaped(repositoryShape, get(token, `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`)));
    },
    async repositories(token) {
      const installations = await everyPage(
        (query) => shaped(installationsShape, get(token, `/user/installations?${query}`)),
        "installations",
      );
      const found: ReadableRepository[] = [];
      for (const { id } of installations) {
        const path = `/user/installations/${id}/repositories`;
        const some = await everyPage((query) => shaped(repositoriesShape, get(token, `${path}?${query}`)), "repositories");
        for (const one of some) found.push(toReadable(one));
      }
      return found;
    },
    async isInTeam(token, team, login) {
      const [org = "", slug = ""] = team.replace(/^@/, "").split("/").map(encodeURIComponent);
      const path = `/orgs/${org}/teams/${slug}/memberships/${encodeURIComponent(login)}`;
      return (await shaped(membershipShape, get(token, path)))?.state === "active";
    },
  };
}

function toReadable(found: z.infer<typeof repositoryShape>): ReadableRepository;
function toReadable(found: z.infer<typeof repositoryShape> | null): ReadableRepository | null;
function toReadable(found: z.infer<typeof repositoryShape> | null): ReadableRepository | null {
  return found && { nodeId: found.node_id, owner: found.owner.login, name: found.name };
}

const PER_PAGE = 100;

async function everyPage<K extends string, T>(askPage: (query: string) => Promise<Record<K, T[]> | null>, key: K): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const some = (await askPage(`per_page=${PER_PAGE}&page=${page}`))?.[key] ?? [];
    for (const one of some) all.push(one);
    if (some.length < PER_PAGE) break;
  }
  return all;
}

/** Returns what GitHub says, null for what is not there or not for them. */
async function ask(url: string, token: string, fetch: typeof globalThis.fetch): Promise<unknown> {
  const headers = { accept: "application/vnd.github+json", authorization: `Bearer ${token}`, "user-agent": "baton" };
  const answer = await fetch(url, { headers }).catch(() => {
    // Not as the cause: what it says may name the address.
    throw new TemporaryFault("GitHub did not answer");
  });
  if (answer.ok) return await answer.json().catch(() => Promise.reject(new TemporaryFault("GitHub's answer was no JSON")));
  await answer.body?.cancel();
  if (answer.status === 401) throw new SignedOut();
  if ([404, 410, 451].includes(answer.status) || (answer.status === 403 && !isLimited(answer))) return null;
  throw new TemporaryFault(`GitHub answered ${answer.status}`);
}

/** A limit says nothing about what somebody may see. */
function isLimited({ headers }: Response): boolean {
  return headers.get("x-ratelimit-remaining") === "0" || headers.has("retry-after");
}
