import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { bounded, cell } from "../../src/render/markdown.js";
import { renderLivingComment } from "../../src/render/living-comment.js";
import { policyWords } from "../../src/render/policy-words.js";
import { contract, gate, GREEN, outsideCode, receipt, stage, verdict } from "./build.js";

const reader = new MarkdownIt({ html: true, linkify: true });

/** What a reader sees: the page's text, without what has no width. */
function seen(markdown: string): string {
  return reader
    .renderInline(markdown)
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll("\u200b", "");
}

const WORDS = [
  "Latency (p95) < 200 ms & error rate > 0.1 %",
  "R&D sign-off: security/privacy [both]",
  "A lone ` and ``two`` of **them**",
  "snake_case and __init__ and *stars* and ~~old~~ ~5 days",
  "Costs from $5 to $10 per seat",
  'Übergabe „fertig" – geprüft?',
  "Передача: риски и сроки (обе части)",
  "引き渡し条件：監査済み、承認済み",
  "Fragen → Antworten | beides",
  "C:\\temp is empty",
  "1. First, the brief",
  "- no list, # no heading",
  "Ask @acme/security, #12, GH-3 and https://example.com or www.example.com",
  "<Pager> & <img src=x onerror=1> &amp; <!-- x -->",
  "[click](javascript:alert(1)) ![x](y)",
  "Every answer has a name, a date and a place where others find it again, so that nobody has to ask twice before the review of it",
];

describe("the words of a policy's authors", () => {
  it.each(WORDS)("%s: are read letter by letter, whole, and are no markup", (words) => {
    for (const markdown of [policyWords(words), `**${policyWords(words)}**: x`, `x ${policyWords(words)}`])
      expect(seen(markdown).replace(/<\/?strong>/g, "")).toBe(
        markdown
          .replace(policyWords(words), words)
          .replaceAll("**", "**")
          .replace(/^\*\*|\*\*(?=: x$)/g, ""),
      );
    expect(policyWords(words)).not.toMatch(/^`|…$|@|(?<!&)#\d|:\/\/|javascript:/);
  });
  it("begins no list, heading or quotation, also at the start of a line", () => {
    for (const words of ["1. x", "2) x", "- x", "+ x", "# x", "> x", "* x", "=== x"])
      expect(reader.render(policyWords(words))).toBe(`<p>${words.replace(">", "&gt;")}</p>\n`);
  });
  it("keeps what they put into backticks themselves, as inert as all code", () => {
    expect(policyWords("`npm test` is green on `main|@ana`")).toBe("`npm test` is green on `main|@ana`");
    expect(policyWords("The field `a` holds ` and @ana")).toBe("The field `a` holds &#96; and &#64;&#8203;ana");
    expect(outsideCode(policyWords("``` @acme/x ``` `@y` ` @z"))).not.toContain("@");
  });
  it("stays one cell of a table", () => {
    const page = reader.render(`| a | b |\n|---|---|\n| ${cell(policyWords("a | b \\| c \\"))} | x |`);
    expect(page).toContain("<td>a | b \\| c \\</td>\n<td>x</td>");
  });
  it("parts mentions and references, which GitHub makes of the page and not of its source", () => {
    for (const words of ["@ana", "@acme/security", "a@b.example", "#12", "acme/shop#12", "GH-12"])
      expect(reader.renderInline(policyWords(words))).toMatch(/(?:@|#|GH-)\u200b/);
  });
  it("shows emoji as GitHub does", () => {
    expect(policyWords(":tada: Ready :rocket:")).toBe("🎉 Ready 🚀");
    expect(policyWords("At 10:30:45, ratio 1:2:3")).toBe("At 10:30:45, ratio 1:2:3");
  });
  it("shows nothing that hides or turns text round", () => expect(policyWords("a\u202eb\u0000c")).toBe("a·b·c"));
  it("has a bound, whatever is there", () => expect(policyWords("*".repeat(100_000)).length).toBeLessThan(130));
  it("are shown whole in the living comment, the receipts and the notes", () => {
    const title = WORDS[WORDS.length - 1] ?? "";
    const note = "Say *why*, not only what: a reader who was not there must be able to disagree with you. ".repeat(4).trim();
    const text = renderLivingComment(
      verdict({
        gates: [gate("a", title, { outcome: "fail" }), gate("b", `${title}.`)],
        contract: contract({ notes: [note] }),
        stage: { ...stage(0), name: "Discover (R&D)" },
        receipts: [receipt({ gates: [{ id: "a", title, outcome: "pass", waivedBy: null }] })],
      }),
    );
    expect(text.split(title).length).toBe(4);
    expect(seen(text)).toContain(note);
    expect(text).toContain("In Discover (R&D) ·");
    expect(bounded(title, 900)).toBe(title);
  });
  it("says labels as GitHub shows them", () => {
    const to = { ...stage(1), label: ":rocket: stage|decide" };
    const text = renderLivingComment(verdict({ gates: GREEN, green: true, boundary: { from: stage(0), to } }));
    expect(text).toContain("add the label `🚀 stage|decide` or");
  });
});
