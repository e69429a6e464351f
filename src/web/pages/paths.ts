/** A page by its path. */
export type Page = { json: boolean } & (
  | { is: "front" }
  | { is: "board"; owner: string; repo: string }
  | { is: "policy" | "roles" | "report"; owner: string; repo: string }
  | { is: "owner_report"; owner: string }
  | { is: "item"; owner: string; repo: string; number: number }
);

/** As GitHub lets accounts and repositories be called. */
const OWNER = /^[A-Za-z\d](?:[\w-]{0,99})$/;
const REPOSITORY = /^(?!\.\.?$)[\w.-]{1,100}$/;
const NUMBER = /^[1-9]\d{0,8}$/;

/** Takes a path; returns its page, null where there is none. `.json` at the end is the page's twin. */
export function pageAt(path: string): Page | null {
  if (path === "/") return { is: "front", json: false };
  if (path === "/index.json") return { is: "front", json: true };
  const json = path.endsWith(".json");
  const [owner = "", repo = "", third, ...more] = (json ? path.slice(1, -".json".length) : path.slice(1)).split("/");
  if (!OWNER.test(owner) || !REPOSITORY.test(repo) || more.length > 0) return null;
  if (third === undefined && repo === "report") return { is: "owner_report", owner, json };
  const there = { owner, repo, json };
  // What a page of ours is called, a repository may be called too: then its board is reached by this.
  if (third === undefined || third === "board") return { is: "board", ...there };
  if (third === "policy" || third === "roles" || third === "report") return { is: third, ...there };
  return NUMBER.test(third) ? { is: "item", ...there, number: Number(third) } : null;
}

/** Where somebody wanted to go: a page of ours and nothing else. Takes what an address says; returns a path. */
export function wayBack(wanted: string | undefined): string {
  const [path = "", query] = (wanted ?? "").split("?", 2);
  const page = pageAt(path);
  if (page === null || page.json) return "/";
  return query !== undefined && /^[\w=&%.:-]{0,200}$/.test(query) ? `${path}?${query}` : path;
}
