import type { Reply } from "./call.js";

const MAX_PER_PAGE = 100;
const DEFAULT_PER_PAGE = 30;

/** Takes a reply and the request's address; returns the page that was asked for and its Link header. */
export function paged(reply: Reply, url: URL): { body: unknown; headers: Record<string, string> } {
  if (!reply.items) return { body: reply.body, headers: {} };
  const perPage = Math.min(positive(url.searchParams.get("per_page")) ?? DEFAULT_PER_PAGE, MAX_PER_PAGE);
  if (reply.byCursor) return pagedByCursor(reply.items, url, perPage);
  const page = positive(url.searchParams.get("page")) ?? 1;
  const part = reply.items.slice((page - 1) * perPage, page * perPage);
  const body = reply.key === undefined ? part : { ...(reply.around ?? { total_count: reply.items.length }), [reply.key]: part };
  const link = linkHeader(url, page, Math.max(1, Math.ceil(reply.items.length / perPage)));
  return { body, headers: link === "" ? {} : { link } };
}

/** The cursor is opaque to callers: it names the last element before the page. */
function pagedByCursor(items: unknown[], url: URL, perPage: number): { body: unknown; headers: Record<string, string> } {
  const after = /^cursor:(\d{1,9})$/.exec(Buffer.from(url.searchParams.get("after") ?? "", "base64").toString("utf8"));
  const from = after ? Number(after[1]) + 1 : 0;
  const body = items.slice(from, from + perPage);
  if (from + perPage >= items.length) return { body, headers: {} };
  const address = new URL(url);
  address.searchParams.set("after", Buffer.from(`cursor:${from + perPage - 1}`).toString("base64"));
  return { body, headers: { link: `<${address.href}>; rel="next"` } };
}

function positive(text: string | null): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function linkHeader(url: URL, page: number, last: number): string {
  const to = (target: number, rel: string) => {
    const address = new URL(url);
    address.searchParams.set("page", String(target));
    return `<${address.href}>; rel="${rel}"`;
  };
  const back = page > 1 ? [to(page - 1, "prev"), to(1, "first")] : [];
  const forth = page < last ? [to(page + 1, "next"), to(last, "last")] : [];
  return [...back, ...forth].join(", ");
}
