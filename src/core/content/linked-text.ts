import type { MarkdownDocument } from "../document/model.js";

/** A linked document, readable or not. */
export type LinkedText =
  | { readable: true; path: string; document: MarkdownDocument; frontMatter: Record<string, unknown> | null }
  /** `missing`: it certainly does not exist, rather than could not be read. */
  | { readable: false; path: string; reason: string; missing?: boolean };
