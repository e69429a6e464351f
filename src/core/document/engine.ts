import MarkdownIt from "markdown-it";
import { withQuickTokens } from "./quick-tokens.js";

/** How deep blocks may nest: what is deeper the parser leaves out. */
export const MAX_NESTING = 64;

/** The one Markdown parser, so that a name is read as it would be in a text. */
export const engine = withQuickTokens(new MarkdownIt({ html: true, linkify: false, typographer: false, maxNesting: MAX_NESTING }));

// Links of the plainest kind are their own normal form, and are nearly all there are.
const PLAIN_LINK = /^(?:https?:\/\/[a-z\d][a-z\d.-]*)?(?:[/#?][\w\-.~/#?=&+,;:@!$()*']*)?$/;
const normalizeLink = engine.normalizeLink.bind(engine);
engine.normalizeLink = (url) => (PLAIN_LINK.test(url) ? url : normalizeLink(url));
