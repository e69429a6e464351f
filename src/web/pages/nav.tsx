import { WORDS } from "../../render/pages/words.js";

const PAGES = ["board", "policy", "roles", "report"] as const;

/** The pages of a repository, for each other. */
export function RepositoryPages({ path, here }: { path: string; here: (typeof PAGES)[number] }) {
  return (
    <nav class="filters" aria-label={WORDS.pages.label}>
      <div>
        {PAGES.map((page) => (
          <a href={page === "board" ? path : `${path}/${page}`} aria-current={page === here ? "page" : undefined}>
            {WORDS.pages[page]}
          </a>
        ))}
      </div>
    </nav>
  );
}
