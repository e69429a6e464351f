import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { vouches } from "../../src/core/handoff/commands/find.js";
import { judge } from "../../src/core/judging/judge.js";
import { emptyRecord } from "../../src/core/record/record.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import { readTexts } from "../../src/core/content/item-texts.js";
import { NOW, snapshotOf } from "../core/checks/helpers.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => ({ path, text: readFileSync(root + path, "utf8") });
const files = [
  read(".github/baton.yml"),
  ...readdirSync(`${root}contracts`)
    .filter((name) => name.endsWith(".yml"))
    .map((name) => read(`contracts/${name}`)),
];
const parsed = parsePolicy(files, { repository: "acme/data", commit: "c0ffee" }).policy;
if (!parsed) throw new Error("the shipped policy does not parse");
const policy = parsed;

const SIZE = 65_536;
const fill = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
const HEADINGS = [
  ...new Set(
    policy.contracts.flatMap((contract) =>
      contract.gates.flatMap((gate) => /"section":\["([^"]+)"/.exec(JSON.stringify(gate.check.params))?.[1] ?? []),
    ),
  ),
];

/** Each fills 64 KB, whatever it is. */
const PAYLOADS: Record<string, string> = {
  quotes: fill(">"),
  brackets: fill("]"),
  "open brackets": fill("["),
  "nested brackets": `${"[".repeat(SIZE / 2)}${"]".repeat(SIZE / 2)}`,
  "quotes and underlines": fill(">=\n"),
  images: fill("!["),
  emphasis: fill("***a* "),
  "a task in a fence": `\`\`\`\n${fill("- [x] a\n")}`,
  "a comment": `<!-- ${fill("- [x] a\n")}`,
  details: `<details>${fill("- [x] a\n")}</details>`,
  "tasks in quotes": fill("> - [x] a\n"),
  "full-width boxes": fill("- ［x］ a\n"),
  "boxes without a space": fill("- [x]a\n"),
  "setext headings": fill("a\n===\n"),
  "headings without a space": fill("#Goal\n"),
  "no response": fill("_No response_\n\n"),
  "zero-width headings": fill("# \u200b\n"),
  dates: fill("2026-"),
  dashes: fill("- "),
  "deep lists": Array.from({ length: 350 }, (_, depth) => `${" ".repeat(depth)}- a`).join("\n"),
  "a long table": `| Type | What |\n|-|-|\n${fill("| quote | a #1 |\n")}`,
  "a wide table": `${"|a".repeat(8000)}|\n${"|-".repeat(8000)}|\n${"|b".repeat(8000)}|\n`,
  "many tables": fill("|a|b|\n|-|-|\n|1|2|\n\n"),
  "10,000 links": Array.from({ length: 10_000 }, (_, index) => `#${index + 1}`).join(" "),
  "10,000 list links": Array.from({ length: 5000 }, (_, index) => `- [x](d/${index})`).join("\n"),
  "reference links": `${fill("[a] ").slice(0, 40_000)}\n\n[a]: docs/x.md\n`,
  "many definitions": Array.from({ length: 4000 }, (_, index) => `[a${index}]: /b${index}`).join("\n"),
  "digits and commas": fill("1,"),
  hyphens: fill("a-1-"),
  tildes: fill("~~a"),
  "line breaks": fill("\n"),
  "lone surrogates": fill("\ud800"),
  "a none": `None${fill(" because")}`,
  underscores: fill("_a"),
  leads: fill("Technical: \n"),
  comments: fill("<!-- a -->"),
  "lists of items": fill("- a\n"),
};

/** Half of it alone, half of it shared out under every heading that a contract reads. */
function bodyOf(payload: string): string {
  const share = payload.slice(0, Math.floor(SIZE / 2 / HEADINGS.length));
  return `${HEADINGS.map((heading) => `### ${heading}\n\n${share}`).join("\n\n")}\n\n### Rest\n\n${payload.slice(0, SIZE / 2)}`;
}

describe("64 KB of hostile text", () => {
  it.each(Object.entries(PAYLOADS))("%s: judged by every contract, in bounded time, never green", (_name, payload) => {
    const snapshot = snapshotOf(bodyOf(payload));
    const texts = readTexts(snapshot);
    for (const contract of policy.contracts) {
      const judgement = judge(contract, { policy, snapshot, texts, record: emptyRecord(), now: NOW, vouches });
      expect(judgement.green).toBe(false);
      expect(judgement.gates).toHaveLength(contract.gates.length);
    }
  });
});
