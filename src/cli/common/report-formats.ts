import { FORMATS, type Format, type Report, type ReportResult } from "./report.js";

/** Takes a report; returns it for machines. `text` is each command's own. */
export function formatReport(report: Report, format: Exclude<Format, "text">): string {
  return { json, junit, github }[format](report);
}

/** True for one of the formats that commands can write. */
export function isFormat(text: string): text is Format {
  return (FORMATS as readonly string[]).includes(text);
}

function json(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The JUnit XML that CI systems read: a suite per group. */
function junit({ tool, results }: Report): string {
  const groups = [...new Set(results.map((result) => result.group))];
  const suites = groups.map((group) => {
    const members = results.filter((result) => result.group === group);
    const cases = members.map((result) => junitCase(group, result)).join("");
    return `  <testsuite name="${xml(group)}" ${counts(members)}>\n${cases}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xml(tool)}" ${counts(results)}>\n${suites.join("")}</testsuites>\n`;
}

function counts(results: readonly ReportResult[]): string {
  const of = (outcome: ReportResult["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  return `tests="${results.length}" failures="${of("fail")}" errors="${of("error")}" skipped="${of("skipped")}"`;
}

function junitCase(group: string, result: ReportResult): string {
  const open = `    <testcase classname="${xml(group)}" name="${xml(result.name)}"`;
  const words = xml(sentence(result));
  const inner = {
    pass: "",
    skipped: `<skipped message="${words}"/>`,
    fail: `<failure message="${words}">${xml(place(result))}</failure>`,
    error: `<error message="${words}">${xml(place(result))}</error>`,
    warning: `<system-out>${words}</system-out>`,
  }[result.outcome];
  return inner === "" ? `${open}/>\n` : `${open}>${inner}</testcase>\n`;
}

const COMMANDS = { fail: "error", error: "error", warning: "warning", skipped: "notice", pass: null } as const;

/** GitHub Actions' workflow commands: annotations at the line. Source: GitHub's documentation on workflow commands. */
function github({ results }: Report): string {
  return results
    .flatMap((result) => {
      const command = COMMANDS[result.outcome];
      if (command === null) return [];
      const at = [
        result.file === null ? null : `file=${property(result.file)}`,
        result.line === null ? null : `line=${result.line}`,
        result.column === null ? null : `col=${result.column}`,
        `title=${property(result.name)}`,
      ].filter((part) => part !== null);
      return [`::${command} ${at.join(",")}::${data(sentence(result))}\n`];
    })
    .join("");
}

/** What was found, what is needed and the help, as one text. */
function sentence({ found, needed, help }: ReportResult): string {
  return [found, needed === null ? "" : `Needed: ${needed}`, help ?? ""].filter((part) => part !== "").join(" ");
}

function place({ file, line, column }: ReportResult): string {
  return [file, line, column].filter((part) => part !== null).join(":");
}

function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "·")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
