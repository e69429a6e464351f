import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCommand } from "../../../src/core/handoff/commands/find.js";
import { parseCommands, readComment } from "../../../src/core/commands/parse.js";

/** Commands as `name` or `name|args`. */
const read = (body: string) => parseCommands(body).map(({ name, args }) => (args === "" ? name : `${name}|${args}`));

const CASES: [what: string, body: string, commands: string[]][] = [
  ["a bare command", "/ack", ["ack"]],
  ["a command with a note", "/ack looks right", ["ack|looks right"]],
  ["upper case", "/ACK", ["ack"]],
  ["mixed case, with the note as written", "/AcK Fine By Me", ["ack|Fine By Me"]],
  ["trailing blanks", "/ack   \t ", ["ack"]],
  ["a tab before the note", "/ack\tfine", ["ack|fine"]],
  ["many blanks before the note", "/ack      fine", ["ack|fine"]],
  ["CRLF", "/ack\r\n/confirm priority\r\n", ["ack", "confirm|priority"]],
  ["a lone CR", "/ack\r/begin", ["ack", "begin"]],
  ["several commands", "/confirm priority\n/ack", ["confirm|priority", "ack"]],
  ["the same command twice", "/ack\n/ack", ["ack", "ack"]],
  ["text after a command", "/ack\nthank you", ["ack"]],
  ["a command after text", "thank you\n/ack", ["ack"]],
  ["a command after a command and text", "/ack\nand\n/withdraw", ["ack", "withdraw"]],
  ["a command after a blank line", "/ack\n\n/withdraw", ["ack", "withdraw"]],
  ["a leading blank line", "\n/ack", ["ack"]],
  ["a leading CRLF", "\r\n/ack", ["ack"]],
  ["a leading blank", " /ack", ["ack"]],
  ["a leading tab", "\t/ack", []],
  ["indented code", "    /ack", []],
  ["a quote", "> /ack", []],
  ["a quote without a blank", ">/ack", []],
  ["a quote and an answer", "> shall we?\n/ack", []],
  ["an answer and a quote", "/ack\n> /withdraw", ["ack"]],
  ["a fence", "```\n/ack\n```", []],
  ["a fence with tildes", "~~~\n/ack\n~~~", []],
  ["a fence after a command", "/status\n```\n/ack\n```", ["status"]],
  ["backticks", "`/ack`", []],
  ["bold", "**/ack**", []],
  ["a bullet", "- /ack", []],
  ["a numbered item", "1. /ack", []],
  ["a task", "- [x] /ack", []],
  ["a heading", "# /ack", []],
  ["a table", "| /ack |", []],
  ["an HTML comment", "<!-- /ack -->", []],
  ["an HTML comment over lines", "<!--\n/ack\n-->", []],
  ["details", "<details>\n/ack\n</details>", []],
  ["a link", "[/ack](https://example.com)", []],
  ["mid-sentence", "please /ack this", []],
  ["at the end of a sentence", "I would /ack", []],
  ["after a mention", "@baton /ack", []],
  ["a colon", "/ack:", ["ack:"]],
  ["a comma", "/ack, fine", ["ack,|fine"]],
  ["a full stop", "/ack.", ["ack."]],
  ["a typing error", "/akc", ["akc"]],
  ["no name", "/", []],
  ["a blank after the slash", "/ ack", []],
  ["two slashes", "//ack", []],
  ["a path", "/etc/passwd", []],
  ["a path as a note", "/ack /etc/passwd", ["ack|/etc/passwd"]],
  ["a closing slash", "/ack/", []],
  ["a digit first", "/1ack", []],
  ["a full-width slash", "／ack", []],
  ["a division slash", "\u2215ack", []],
  ["a backslash", "\\ack", []],
  ["an escaped slash", "\\/ack", []],
  ["a zero-width space before", "\u200B/ack", ["ack"]],
  ["a zero-width space in the word", "/a\u200Bck", ["a·ck"]],
  ["a zero-width space after", "/ack\u200B", ["ack"]],
  ["a byte-order mark before", "\uFEFF/ack", ["ack"]],
  ["a soft hyphen", "/ac\u00ADk", ["ac·k"]],
  ["a right-to-left override", "/reject \u202Eknaht", ["reject|knaht"]],
  ["a NUL", "/ack\0", ["ack"]],
  ["an escape", "/ack \u001B[31m", ["ack|[31m"]],
  ["a NUL on a later line", "/ack\n/confirm\0 x", ["ack", "confirm|x"]],
  ["a Cyrillic a", "/\u0430ck", []],
  ["a Kelvin sign, which is no command of ours", "/ac\u212A", ["ac\u212A"]],
  ["a long s, which is no command of ours", "/\u017Ftatus", []],
  ["a Unicode line separator", "/ack\u2028/withdraw", ["ack|/withdraw"]],
  ["a no-break space", "/ack\u00A0fine", ["ack|fine"]],
  ["a mail tail", "/ack\n\nOn Mon, Ana wrote:\n> /withdraw", ["ack"]],
  ["a mail tail above", "On Mon, Ana wrote:\n> /ack\n/ack", []],
  ["an original message", "Fine.\n\n-----Original Message-----\n/ack", []],
  ["an original message below", "/ack\n-----Original Message-----\n/withdraw", ["ack"]],
  ["a signature", "-- \n/ack", []],
  ["a reason with colons", "/override 1a2b-3c4d: audit: tomorrow", ["override|1a2b-3c4d: audit: tomorrow"]],
  ["quotes in a note", '/reject "unclear" `code`', ['reject|"unclear" `code`']],
  ["a word of forty letters", `/${"a".repeat(40)}`, []],
  ["a 70 KB line", `/reject ${"x".repeat(70_000)}`, [`reject|${"x".repeat(1000)}`]],
  ["a 70 KB word", `/${"x".repeat(70_000)}`, []],
  ["70 KB of blanks", `/ack${" ".repeat(70_000)}x`, ["ack"]],
  ["a thousand commands", "/ack\n".repeat(1000), Array.from({ length: 10 }, () => "ack")],
  ["nothing", "", []],
  ["three leading blanks", "   /ack", ["ack"]],
  ["an ideographic space", "\u3000/ack\u3000merci", ["ack|merci"]],
  ["an emoji of two in the note", "/ack 👩‍💻 on Monday", ["ack|👩‍💻 on Monday"]],
  ["a joiner between letters", "/ack a\u200Db", ["ack|ab"]],
  ["a line of dashes below", "/ack\n---\nThanks", ["ack"]],
  ["a quoted comment above", "> Can you?\n\n/ack", ["ack"]],
  ["a quotation that the line lazily goes on", "> Can you?\nor not\n/ack", []],
  ["a sentence above and below", "Thank you.\n/ack\nUntil Monday.", ["ack"]],
  ["between two blocks of HTML", "<details>\n\n/ack\n\n</details>\n\n/begin", ["begin"]],
  ["after an element that ends nothing", "One<br>\n/ack", ["ack"]],
  ["within a code span over lines", "`one\n/ack\ntwo`", []],
  ["within a comment over lines", "one <!-- two\n/ack\n--> three", []],
  ["within bold over lines", "**one\n/ack** two", []],
  ["within a nested list", "- a\n\n  /ack", []],
  ["in a footnote's place", "[^1]: /ack", []],
  ["below an answer's head in German", "Am 3. Mai schrieb Ana:\n/ack", []],
  ["with the parser's own marks", "\uE0000\uE001/ack\n/begin", ["begin"]],
];

describe("commands are lines of their own in plain text", () => {
  it("has a case for every way we know to get it wrong", () => expect(CASES.length).toBeGreaterThanOrEqual(49));

  it.each(CASES)("%s", (_what, body, commands) => expect(read(body)).toEqual(commands));

  it("are in lower case from here on, and /nack is /reject", () => {
    expect(parseCommands("/NACK no\n/lgtm")).toEqual([
      { name: "nack", args: "no" },
      { name: "lgtm", args: "" },
    ]);
    expect(findCommand("nack")?.name).toBe("reject");
    expect(findCommand("lgtm")).toBeUndefined();
  });

  it.each(["constructor", "__proto__", "toString", "hasOwnProperty", "ac\u212A", "AC\u212A"])("knows no /%s", (word) =>
    expect(parseCommands(`/${word}`).some(({ name }) => findCommand(name))).toBe(false),
  );

  it("never throws and stays bounded on anything", () => {
    const line = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("/ack", "/confirm priority", "> /ack", "```", "/ack\u200B", "    /ack", "\0"),
    );
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom("\n", "\r\n", "\r"), (lines, end) => {
        const commands = parseCommands(lines.join(end));
        expect(commands.length).toBeLessThanOrEqual(10);
        for (const { name, args } of commands) {
          expect(name).toMatch(/^[a-z][^\s/]{0,60}$/u);
          expect(args.length).toBeLessThanOrEqual(1000);
          expect(`${name}${args}`.replaceAll("\u200D", "")).not.toMatch(/[\p{Cf}\n\r\0]/u);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("finds a command only on a line whose first visible character is a slash", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const lines = text.split(/\r\n|\r|\n/);
        const slashes = lines.filter((line) => /^[\s\p{Cf}\p{Cc}]*\//u.test(line)).length;
        expect(parseCommands(text).length).toBeLessThanOrEqual(slashes);
      }),
    );
  });
});

describe("a comment that looks as if it commanded", () => {
  const LONE: [what: string, body: string, misplaced: string[]][] = [
    ["backticks", "`/ack`", ["ack"]],
    ["backticks with a note", "`/reject unclear`", ["reject"]],
    ["bold", "**/ack**", ["ack"]],
    ["a list", "- /ack\n- /confirm priority", ["ack", "confirm"]],
    ["a numbered list", "1. /ack", ["ack"]],
    ["a box", "- [x] /ack", ["ack"]],
    ["a heading", "# /ack", ["ack"]],
    ["a mention", "@baton /ack", ["ack"]],
    ["a mention with a comma", "@baton[bot], /ack", ["ack"]],
    ["code of one line", "```\n/ack\n```", ["ack"]],
    ["indented code", "    /ack", ["ack"]],
    ["details", "<details>\n/ack\n</details>", ["ack"]],
    ["a quotation that the line lazily goes on", "> Can you?\n/ack", ["ack"]],
    ["a signature", "-- \n/ack", ["ack"]],
    ["an answer's head", "On Mon, Ana wrote:\n> Can you?\n\n/ack", ["ack"]],
    ["a quote", "> /ack", []],
    ["code of several lines", "```\n/ack\n/begin\n```", []],
    ["a comment", "<!-- /ack -->\n<!--\n/ack\n-->", []],
    ["a whole mail", "Look:\n\n-----Original Message-----\n/ack", []],
    ["running text", "Please /ack this", []],
  ];

  it.each(LONE)("in %s", (_what, body, misplaced) => expect(readComment(body)).toMatchObject({ commands: [], misplaced }));

  it("speaks of a command in running text", () => {
    expect(readComment("Whoever takes it over writes `/ack` or (/reject) below:\n\n- /ack on its own line").mentioned).toEqual([
      "ack",
      "reject",
    ]);
  });
});
