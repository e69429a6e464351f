import type { FormQuestion } from "../document/issue-form.js";
import { parseAnswers, parseMarkdown } from "../document/parse.js";
import { readSidecar, type Sidecar } from "./sidecars.js";
import type { LinkedText } from "./linked-text.js";
import { parseFrontMatter } from "../document/front-matter.js";
import { type MarkdownDocument } from "../document/model.js";
import { matchesGlob } from "../basics/glob.js";
import { onceFor } from "../basics/once.js";
import type { Snapshot } from "../facts/snapshot.js";
import { step } from "../basics/step.js";

/** The body and the linked documents of one snapshot, each parsed once. */
export interface Texts {
  body: MarkdownDocument;
  documents: LinkedText[];
  /** By path; null is the body. Unreadable documents are absent. */
  byPath: ReadonlyMap<string | null, MarkdownDocument>;
  /** What stands in for the text of a document that could not be read as one: it differs when the file does. */
  unread: ReadonlyMap<string, string>;
  /** The issue forms that the body, and earlier versions of it, may be the output of. */
  forms: Forms;
  /** Files of data beside documents, by path. */
  sidecars: ReadonlyMap<string, Sidecar>;
}

type Forms = readonly (readonly FormQuestion[])[];

const NO_FORMS: Forms = [];

/** Takes an item and the policy it is judged by; returns the issue forms that its body may be the output of. */
export function formsFor({ item }: Pick<Snapshot, "item">, { forms }: { forms?: Forms }): Forms {
  return item.pullRequest === null ? (forms ?? NO_FORMS) : NO_FORMS;
}

/** Parses what the item says: its body, as the output of a form of the policy where it is one, and every linked document that was read. Never throws. */
export function readTexts(snapshot: Snapshot, policy: { forms?: Forms } = {}): Texts {
  step("body");
  const forms = formsFor(snapshot, policy);
  const body = parseAnswers(snapshot.item.body, forms);
  const documents = snapshot.documents.filter(({ sidecar }) => sidecar !== true).map(readDocument);
  const beside = snapshot.documents.filter(({ sidecar }) => sidecar === true);
  const byPath = new Map<string | null, MarkdownDocument>([[null, body]]);
  for (const linked of documents) if (linked.readable) byPath.set(linked.path, linked.document);
  for (const { path, content } of beside) if (content.known) byPath.set(path, asWritten(content.value, byPath.get(path)));
  const unread = new Map(
    snapshot.documents.filter(({ path }) => byPath.get(path)?.problem !== null).map((linked) => [linked.path, standIn(linked)]),
  );
  return { body, documents, byPath, unread, forms, sidecars: new Map(beside.map((file) => [file.path, toSidecar(file)])) };
}

/** The linked documents a glob selects; no glob selects them all. */
export function selectDocuments(texts: Texts, glob: string | null): LinkedText[] {
  if (glob === null) return texts.documents;
  const known = selections(texts);
  const selected = known.get(glob) ?? texts.documents.filter((linked) => matchesGlob(glob, linked.path));
  known.set(glob, selected);
  return selected;
}

// Every gate asks, for itself and for each word that it is held against.
const selections = onceFor((_texts: Texts) => new Map<string, LinkedText[]>());

// The source of a text never begins with a line break, so no document can imitate this.
function standIn({ oid, missing, content }: Snapshot["documents"][number]): string {
  return `\n${missing === true ? "missing" : (oid ?? "")}\n${content.known ? "" : content.reason}`;
}

/** Data is no Markdown: what looks like a comment there is content, so digests are taken over all of it. */
function asWritten(text: string, document: MarkdownDocument = parseMarkdown("")): MarkdownDocument {
  return { ...document, whole: { ...document.whole, source: `data\n${text.replace(/\r\n?/g, "\n")}` } };
}

function toSidecar({ path, content, missing }: Snapshot["documents"][number]): Sidecar {
  if (!content.known) return { readable: false, path, reason: content.reason, missing: missing === true };
  step("document", path);
  return readSidecar(path, content.value);
}

function readDocument(linked: Snapshot["documents"][number]): LinkedText {
  const { path, content } = linked;
  step("document", path);
  if (!content.known) return { readable: false, path, reason: content.reason, missing: linked.missing === true };
  const parsed = parseFrontMatter(content.value);
  if (!parsed.ok) return { readable: false, path, reason: parsed.reason };
  return { readable: true, path, document: parsed.document, frontMatter: parsed.data };
}
