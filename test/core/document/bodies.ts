import type { Chance } from "../../fuzz/chance.js";

/** A section as it was built: what a reader of the body must find. */
export interface BuiltSection {
  name: string;
  level: number;
  /** Line of the heading, from 1. */
  line: number;
  /** Its text with comments left out, as digests are taken over it. */
  source: string;
}

export interface BuiltBody {
  text: string;
  sections: BuiltSection[];
  /** Names that stand in it and head nothing: in fences, comments, quotes, lists, code. */
  phantoms: string[];
}

/** A piece of content: as written, and what of it is content. */
interface Piece {
  written: string;
  kept: string;
}

type Maker = (chance: Chance, phantom: () => string) => Piece;

const NAMES = [
  "Customer problem",
  "Evidence",
  "Business rationale",
  "Success criteria",
  "Constraints",
  "Ethical considerations",
  "What happened?",
  "Steps to reproduce",
  "Expected behaviour",
  "Environment",
  "Additional context",
  "Risk & rollback",
  "Ümsätze (EUR)",
  "背景",
  "Out of scope",
  "API / schema changes",
  "Node.js version",
];
const SENTENCES = [
  "Three clients rebuild their cohorts by hand after every delivery.",
  "It fails with `TypeError: x is undefined` since 2026-05-02.",
  "See #412 and https://example.com/a_b?c=d for more.",
  "Prices are in € and the total is *wrong* for **some** orders.",
  "Ask @ana, she knows the details; cf. [the notes](docs/notes.md).",
  "#Goal is no heading, nor is this one #either",
];

const same = (written: string): Piece => ({ written, kept: written });
const sentence: Maker = (chance) => same(chance.pick(SENTENCES));
const paragraph: Maker = (chance) => same(`${chance.pick(SENTENCES)}\n${chance.pick(SENTENCES)}`);
const noResponse: Maker = () => same("_No response_");
const list: Maker = (chance) => same(`- ${chance.pick(SENTENCES)}\n  - nested\n    1. deeper\n- [ ] open\n- [X] done`);
const numbered: Maker = (chance) => same(`1. ${chance.pick(SENTENCES)}\n2. second\n\n   still the second`);
const table: Maker = () => same("| Type | Count |\n|------|------:|\n| usage | 41 \\| 60 |\n| quote | 3 |");
const fence: Maker = (chance, phantom) => {
  const mark = chance.pick(["```", "~~~", "````", "~~~~~"]);
  return same(
    `${mark}${chance.pick(["", "yaml", "md title=x"])}\n## ${phantom()}\nkey: value\n${mark.startsWith("`") ? "~~~" : "```"}\n${mark}`,
  );
};
const indented: Maker = (_chance, phantom) => same(`As logged:\n\n    ## ${phantom()}\n    at line 1`);
const quote: Maker = (chance, phantom) => same(`> ## ${phantom()}\n> ${chance.pick(SENTENCES)}`);
const inList: Maker = (_chance, phantom) => same(`- first\n- ## ${phantom()}\n  text below it`);
const escaped: Maker = (_chance, phantom) => same(`\\## ${phantom()}`);
const comment: Maker = (_chance, phantom) => ({ written: `<!-- Describe it.\n\n## ${phantom()}\n\nDelete this. -->`, kept: "" });
const shortComment: Maker = () => ({ written: "<!-- optional -->", kept: "" });
const inlineComment: Maker = () => ({ written: "Before <!-- not said --> after.", kept: "Before  after." });
const details: Maker = (chance, phantom) => same(`<details><summary>Log</summary>\n## ${phantom()}\n${chance.pick(SENTENCES)}\n</details>`);
const detailsWithCode: Maker = (_chance, phantom) => same(`<details>\n\n\`\`\`sh\n# ${phantom()}\nls -l\n\`\`\`\n\n</details>`);
const rule: Maker = (chance) => same(`${chance.pick(SENTENCES)}\n\n---\n\n${chance.pick(SENTENCES)}`);
const formFence: Maker = () => same("```shell\n$ npm test\n### 3 passed\n```");

const MAKERS = [
  sentence,
  paragraph,
  noResponse,
  list,
  numbered,
  table,
  fence,
  indented,
  quote,
  inList,
  escaped,
  comment,
  shortComment,
  inlineComment,
  details,
  detailsWithCode,
  rule,
  formFence,
];

/** An end that swallows whatever follows it: an author forgot to close something. */
const unclosed = (chance: Chance, phantom: () => string): Piece => {
  const rest = `## ${phantom()}\n\nThis heads nothing.`;
  return chance.below(2) === 0 ? same(`${chance.pick(["```", "~~~"])}\n${rest}`) : { written: `<!-- forgotten\n${rest}`, kept: "" };
};

/** Builds an issue form's output (`### Heading`) or a body from a template, from seeded pieces: what is in it is known, nothing is parsed. */
export function buildBody(chance: Chance, crlf: boolean): BuiltBody {
  const form = chance.below(2) === 0;
  const phantoms: string[] = [];
  const phantom = () => {
    const name = `Phantom ${phantoms.length + 1}`;
    phantoms.push(name);
    return name;
  };
  const names = shuffled(NAMES, chance).slice(0, 3 + chance.below(6));
  const sections: BuiltSection[] = [];
  let text = chance.below(4) === 0 ? "<!-- Thanks for reporting. -->\n\n" : "";
  names.forEach((name, index) => {
    const level = form ? 3 : 2;
    const pieces = piecesOf(chance, phantom);
    if (index === names.length - 1 && chance.below(4) === 0) pieces.push(unclosed(chance, phantom));
    const line = text.split("\n").length;
    text += `${form ? `### ${name}` : headingOf(name, chance)}\n\n${pieces.map(({ written }) => written).join("\n\n")}\n\n`;
    sections.push({ name, level, line, source: pieces.flatMap(({ kept }) => (kept === "" ? [] : [kept])).join("\n\n") });
  });
  return { text: crlf ? text.replaceAll("\n", "\r\n") : text, sections, phantoms };
}

function piecesOf(chance: Chance, phantom: () => string): Piece[] {
  return Array.from({ length: 1 + chance.below(4) }, () => chance.pick(MAKERS)(chance, phantom)).flatMap(separated);
}

// A list would take an indented piece below it for its own, so a sentence ends it.
function separated(piece: Piece): Piece[] {
  return [piece, same("So far.")];
}

/** One of the ways people write the same second-level heading. */
function headingOf(name: string, chance: Chance): string {
  return chance.pick([
    `## ${name}`,
    `## ${name} ##`,
    `##   ${name}  `,
    `## **${name}**`,
    `## ${name}:`,
    `${name}\n---`,
    `${name}\n-----------`,
  ]);
}

function shuffled<T>(of: readonly T[], chance: Chance): T[] {
  const rest = [...of];
  return of.flatMap(() => rest.splice(chance.below(rest.length), 1));
}
