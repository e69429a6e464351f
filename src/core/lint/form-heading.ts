import { parseFrontMatter } from "../document/front-matter.js";
import { formQuestions } from "../document/issue-form.js";
import type { MarkdownDocument } from "../document/model.js";
import { formFields } from "../form/fields.js";
import { nearHeading } from "../document/near-heading.js";
import { parseMarkdown } from "../document/parse.js";
import { sameWritten } from "../document/written-names.js";
import type { Contract } from "../policy/types.js";
import type { LintedContract, LintedPolicy, LintFinding, LintRule, WrittenCheck } from "./rule.js";
import { param } from "./written.js";

const MOST = 50;

/** Headings that a contract asks for, and a form of the same repository makes nearly so, or its own form not at all. */
export const formHeading: LintRule = {
  id: "form-heading",
  summary:
    "A check reads a heading that the repository's own form or template has almost so, or that the contract's own form does not ask for: nothing that is written with it can pass.",
  example: { in: "contract", of: "section: Problem", bad: "section: Problm", good: "section: Problem" },
  severity: "warning",
  needs: "contract",
  run: (policy) => {
    const pages = policy.templates.slice(0, MOST).flatMap(pageOf);
    return pages.length === 0 ? [] : policy.contracts.flatMap((one) => judge(one, pages));
  },
};

/** What a body that was begun with a template looks like. */
interface Page {
  file: string;
  text: string;
  document: MarkdownDocument;
}

/** A check with the heading that it reads. */
interface Wanted {
  check: WrittenCheck;
  key: "section" | "field";
  names: string[];
}

function pageOf({ path, text }: LintedPolicy["templates"][number]): Page[] {
  if (/\.ya?ml$/i.test(path)) {
    // GitHub makes such a heading of every label.
    const labels = formQuestions(text).map(({ label }) => `### ${label}`);
    return labels.length === 0 ? [] : [{ file: path, text, document: parseMarkdown(labels.join("\n\n")) }];
  }
  const parsed = parseFrontMatter(text);
  return parsed.ok ? [{ file: path, text, document: parsed.document }] : [];
}

function judge({ file, contract, checks }: LintedContract, pages: readonly Page[]): LintFinding[] {
  const { subject } = contract.appliesTo;
  const own = pages.filter((page) => subject === "both" || isForPulls(page.file) === (subject === "pull_request"));
  const wanted = checks.flatMap(wantedBy);
  const lost = wanted.filter(({ names }) => !own.some(({ document }) => document.section(names) !== null));
  return lost.flatMap(({ check, key, names }): LintFinding[] => {
    for (const page of own.filter((each) => belongs(each, wanted))) {
      const near = nearIn(page, names, wanted);
      if (near === null) continue;
      const found = `the heading "${(names[0] ?? "").slice(0, 80)}", which ${page.file} calls "${near.slice(0, 80)}"`;
      const fix = `Did you mean \`${near.slice(0, 80)}\`?`;
      return [{ file, path: [...check.path, key], at: "value", found, needed: "the same heading in both", fix }];
    }
    const form = own.find((page) => isFormOf(page, contract));
    return form && isAsked(contract, names) ? [{ file, path: [...check.path, key], at: "value", ...unasked(form, names, contract) }] : [];
  });
}

/** A form is a contract's where `baton form` writes it, or where its head says so: any other may be for an earlier hand-off. */
function isFormOf({ file, text }: Page, { id }: Contract): boolean {
  if (!/\.ya?ml$/i.test(file)) return false;
  const name = file.split("/").at(-1) ?? "";
  return name.replace(/\.ya?ml$/i, "") === id || text.startsWith(`# Asks for what the contract ${id} reads.`);
}

/** What `baton form --check` misses: one of several ways, what people confirm and what must not be there is no question of its own. */
function isAsked(contract: Contract, names: readonly string[]): boolean {
  return formFields(contract).some((field) => field.required && field.names.some((name) => names.some((each) => sameWritten(name, each))));
}

function unasked({ file }: Page, names: readonly string[], { id }: Contract): Pick<LintFinding, "found" | "needed" | "fix"> {
  return {
    found: `the heading "${(names[0] ?? "").slice(0, 80)}", which ${file} does not ask for`,
    needed: "a form that asks for every heading that its contract reads",
    fix: `Add it to the form, or name the heading that is meant. \`baton form --contract ${id}\` prints the form anew.`,
  };
}

function isForPulls(path: string): boolean {
  return path.toLowerCase().includes("pull_request_template");
}

function wantedBy(check: WrittenCheck): Wanted[] {
  if (check.spec.in !== "body" || check.parent?.spec.kind === "not") return [];
  const section = param(check, "section");
  if (Array.isArray(section)) return [{ check, key: "section", names: section.map(String) }];
  const field = param(check, "field");
  return typeof field === "string" && param(check, "from") === "form" ? [{ check, key: "field", names: [field] }] : [];
}

/** A form for other items has other headings: one that is meant has most of the contract's. */
function belongs(page: Page, wanted: readonly Wanted[]): boolean {
  const has = wanted.filter(({ names }) => page.document.section(names) !== null).length;
  const near = wanted.filter(({ names }) => page.document.section(names) === null && nearIn(page, names, wanted) !== null).length;
  return (has + near) * 2 > wanted.length;
}

/** A heading that another check of the contract reads is not meant by this one. */
function nearIn({ document }: Page, names: readonly string[], wanted: readonly Wanted[]): string | null {
  const near = nearHeading(document, names);
  if (near === null || (near.is !== "heading" && near.is !== "bold")) return null;
  const heading = near.text.replace(/^#{1,6}\s+/, "").trim();
  return wanted.some((other) => other.names.some((name) => sameWritten(name, heading))) ? null : heading;
}
