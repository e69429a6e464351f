import { TerminalFault } from "../core/basics/faults.js";
import type { CheckRun } from "../core/facts/writes.js";

/** GitHub's limits; beyond them it refuses the whole call, and a check that cannot be posted never completes. */
const COMMENT = 60_000;
const REPORT = 1_024;
const OUTPUT_BYTES = 65_535;
const TITLE = 140;
const ACTIONS = 3;
/** More remarks than this are read by nobody. */
const ANNOTATIONS = 500;
const MESSAGE = 4_000;
const MARKER = /<!--\s*baton[\s\S]*?-->/g;
const CUT = "\n\n… (shortened: GitHub allows no more)";

/** Takes a comment's body; returns it within GitHub's limit, with every hidden marker of ours. Throws when the markers alone are too long. */
export function fitComment(body: string): string {
  return fitted(body, COMMENT);
}

/** Takes what is said of a deployment; returns it within GitHub's limit, which is another one there. */
export function fitReport(body: string): string {
  return fitted(body, REPORT);
}

function fitted(body: string, limit: number): string {
  if (body.length <= limit) return body;
  const markers = [...body.matchAll(MARKER)].map((match) => match[0]).join("\n");
  const room = limit - markers.length - CUT.length - 2;
  if (room < 0) throw new TerminalFault("The comment's markers are longer than GitHub allows");
  const visible = wholeLines(body.replace(MARKER, "").slice(0, room));
  return `${visible}${CUT}\n\n${markers}`;
}

/** Takes a check run; returns it within GitHub's limits. */
export function fitCheckRun(run: CheckRun): CheckRun {
  return {
    ...run,
    output: {
      title: firstCharacters(run.output.title, TITLE),
      summary: fitBytes(run.output.summary),
      text: fitBytes(run.output.text),
      annotations: (run.output.annotations ?? []).slice(0, ANNOTATIONS).map((one) => ({
        ...one,
        title: firstCharacters(one.title, 255),
        message: firstCharacters(one.message, MESSAGE),
      })),
    },
    actions: run.actions.slice(0, ACTIONS).map((action) => ({
      label: firstCharacters(action.label, 20),
      description: firstCharacters(action.description, 40),
      // An identifier that was cut would name another action.
      identifier: action.identifier,
    })),
  };
}

function fitBytes(text: string): string {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length <= OUTPUT_BYTES) return text;
  const head = bytes.subarray(0, OUTPUT_BYTES - Buffer.byteLength(CUT) - 3).toString("utf8");
  return wholeLines(head.replace(/\uFFFD+$/, "")) + CUT;
}

/** A cut line of Markdown may open what it does not close; a whole one rarely does. */
function wholeLines(text: string): string {
  const end = text.lastIndexOf("\n");
  return (end > text.length / 2 ? text.slice(0, end) : text).replace(/[\uD800-\uDBFF]$/, "");
}

function firstCharacters(text: string, limit: number): string {
  const characters = Array.from(text);
  return characters.length <= limit ? text : characters.slice(0, limit - 1).join("") + "…";
}
