import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCommand } from "../../../src/core/handoff/commands/find.js";
import { parseCommands } from "../../../src/core/commands/parse.js";

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
  ["a command after text", "thank you\n/ack", []],
  ["a command after a command and text", "/ack\nand\n/withdraw", ["ack"]],
  ["a command after a blank line", "/ack\n\n/withdraw", ["ack"]],
  ["a leading blank line", "\n/ack", []],
  ["a leading CRLF", "\r\n/ack", []],
  ["a leading blank", " /ack", []],
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
  ["a zero-width space before", "\u200B/ack", []],
  ["a zero-width space in the word", "/a\u200Bck", []],
  ["a zero-width space after", "/ack\u200B", []],
  ["a byte-order mark before", "\uFEFF/ack", []],
  ["a soft hyphen", "/ac\u00ADk", []],
  ["a right-to-left override", "/reject \u202Eknaht", []],
  ["a NUL", "/ack\0", []],
  ["an escape", "/ack \u001B[31m", []],
  ["a NUL on a later line", "/ack\n/confirm\0 x", ["ack"]],
  ["a Cyrillic a", "/\u0430ck", []],
  ["a Kelvin sign, which is no command of ours", "/ac\u212A", ["ac\u212A"]],
  ["a long s, which is no command of ours", "/\u017Ftatus", []],
  ["a Unicode line separator", "/ack\u2028/withdraw", []],
  ["a no-break space", "/ack\u00A0fine", []],
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
];

describe("commands are the leading lines of a comment", () => {
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
          expect(`${name}${args}`).not.toMatch(/[\p{Cf}\n\r\0]/u);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("finds a command only on a line that begins with a slash", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", minLength: 1 }).filter((text) => !text.startsWith("/")),
        (text) => {
          expect(parseCommands(text)).toEqual([]);
          expect(parseCommands(`${text}\n/ack`)).toEqual([]);
        },
      ),
    );
  });
});
