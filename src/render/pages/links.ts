import { folderOfGlob, plainGlob } from "../../core/basics/glob.js";

/** A line of a file at a commit. */
export interface Source {
  /** `https://github.com`, or an Enterprise Server. */
  web: string;
  /** `owner/name` */
  repository: string;
  commit: string;
  file: string;
  line?: number;
}

/** Files of the organisation's policy lie in its own repository. */
const ORGANISATION = ".github:";

/** Takes a line of a file; returns its address on GitHub. Of Markdown the source is shown, which has lines. */
export function sourceUrl({ web, repository, commit, file, line }: Source): string {
  const isAbove = file.startsWith(ORGANISATION);
  const [owner = ""] = repository.split("/");
  const [at, path] = isAbove ? [`${owner}/.github/blob/HEAD`, file.slice(ORGANISATION.length)] : [`${repository}/blob/${commit}`, file];
  const query = /\.(?:md|markdown|mdx)$/i.test(path) ? "?plain=1" : "";
  return `${web}/${[at, path].map(encoded).join("/")}${query}${line === undefined ? "" : `#L${line}`}`;
}

/** Takes where GitHub's pages are, a repository and the glob of documents; returns the folder that they are published in, as it is today. */
export function documentsUrl(web: string, repository: string, glob: string): string {
  const folder = folderOfGlob(glob) ?? plainGlob(glob).split("/").slice(0, -1).join("/");
  return `${web}/${encoded(repository)}/tree/HEAD${folder === "" ? "" : `/${encoded(folder)}`}`;
}

function encoded(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** Where the pages of a repository are. */
export interface PageLinks {
  board: string;
  policy: string;
  item(number: number): string;
}

/** Takes the address of the pages and a repository; returns the addresses of its pages. */
export function pageLinks(pages: string, { owner, name }: { owner: string; name: string }): PageLinks {
  const place = `${pages}/${encoded(`${owner}/${name}`)}`;
  return { board: `${place}/board`, policy: `${place}/policy`, item: (number) => `${place}/${number}` };
}

/** Takes a comment's text and the item's page; returns the text with the way there, where there is one. */
export function withPage(text: string, page: string | null): string {
  return page === null ? text : `${text} · ${pageLink(page)}`;
}

/** The link to an item's page, for a comment. */
export function pageLink(page: string): string {
  return `[who has the ball](${page})`;
}
