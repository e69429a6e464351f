import { readFileSync } from "node:fs";
import { judge } from "../core/checks/helpers.js";
import { withoutSource, type Judge } from "./leave-out.js";
import { printTable } from "./table.js";

const FOLDER = "test/bench/criteria";
const LEAST = { precision: 0.93, recall: 0.9 };

interface Labelled {
  source: string;
  measurable: boolean;
  text: string;
}

/** Holds `measurable` against labelled sentences, by their source, as it is and as it would be had nobody seen that source. Returns what did not hold of the latter. */
export async function measurable(): Promise<string[]> {
  const open = [...labelled("dev.jsonl"), ...labelled("test.jsonl")];
  const sources = [...new Set(open.map(({ source }) => source))].toSorted();
  const found: { source: string; seen: Judged[]; unseen: Judged[]; removed: number }[] = [];
  for (const [number, source] of sources.entries()) {
    const [here, others] = [open.filter((each) => each.source === source), open.filter((each) => each.source !== source)];
    const { judges: without, removed } = await withoutSource(
      number,
      here.map(({ text }) => text),
      others.map(({ text }) => text),
    );
    found.push({ source, seen: judged(here, passes), unseen: judged(here, without), removed });
  }
  const rows = found.map(({ source, seen, unseen, removed }) => [
    source,
    String(seen.length),
    ...cells(seen),
    String(removed),
    ...cells(unseen),
  ]);
  const all = { seen: found.flatMap(({ seen }) => seen), unseen: found.flatMap(({ unseen }) => unseen) };
  const means = { seen: macro(found.map(({ seen }) => seen)), unseen: macro(found.map(({ unseen }) => unseen)) };
  printTable(
    "`measurable` on labelled sentences, by source: as it is, and without the words of its lists that occur in this source only",
    [
      "source",
      "sentences",
      "precision",
      "recall",
      "wrongly taken",
      "missed",
      "words out",
      "precision",
      "recall",
      "wrongly taken",
      "missed",
    ],
    [
      ...rows,
      ["all sentences (micro)", String(all.seen.length), ...cells(all.seen), "", ...cells(all.unseen)],
      ["mean of the sources (macro)", "", ...means.seen, "", "", "", ...means.unseen, "", ""],
    ],
  );
  printTable(
    "Our own sentences; the first shots at them are in criteria/README.md",
    ["round", "sentences", "precision", "recall", "wrongly taken", "missed"],
    ["1", "2", "3", "4"].map((round) => [round, String(own(round).length), ...cells(judged(own(round), passes))]),
  );
  const { precision, recall } = figures(all.unseen);
  const holds = precision >= LEAST.precision && recall >= LEAST.recall;
  return holds
    ? []
    : [
        `with each source left out: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}; at least ${LEAST.precision} and ${LEAST.recall} wanted`,
      ];
}

interface Judged {
  is: boolean;
  found: boolean;
}

function judged(sentences: readonly Labelled[], judges: Judge): Judged[] {
  return sentences.map(({ text, measurable: is }) => ({ is, found: judges(text) }));
}

function cells(sentences: readonly Judged[]): string[] {
  const { precision, recall, taken, missed } = figures(sentences);
  return [shown(precision), shown(recall), String(taken), String(missed)];
}

/** Of a source without anything to find, or with nothing found, there is no figure. */
function macro(sources: readonly Judged[][]): [string, string] {
  const all = sources.map(figures);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return [
    shown(mean(all.map(({ precision }) => precision).filter((value) => !Number.isNaN(value)))),
    shown(mean(all.map(({ recall }) => recall).filter((value) => !Number.isNaN(value)))),
  ];
}

function shown(figure: number): string {
  return Number.isNaN(figure) ? "none" : figure.toFixed(3);
}

function figures(sentences: readonly Judged[]): { precision: number; recall: number; taken: number; missed: number } {
  const right = sentences.filter(({ is, found }) => is && found).length;
  const taken = sentences.filter(({ is, found }) => !is && found).length;
  const missed = sentences.filter(({ is, found }) => is && !found).length;
  return { precision: right / (right + taken), recall: right / (right + missed), taken, missed };
}

function passes(text: string): boolean {
  return judge("measurable", { section: "S" }, `## S\n\n- ${text}\n`).outcome === "pass";
}

function labelled(file: string): Labelled[] {
  return lines(file).map((line) => {
    const { source, label, text } = JSON.parse(line) as { source: string; label: string; text: string };
    return { source: shortSource(source), measurable: label === "measurable", text };
  });
}

/** Each project, and each group of proposals, is a source of its own. */
function shortSource(source: string): string {
  const project = /project=(\d+)/.exec(source)?.[1];
  const group = /keps\/(sig-[a-z]+)/.exec(source)?.[1];
  return project !== undefined ? `PROMISE, project ${project.padStart(2, "0")}` : group !== undefined ? `Kubernetes, ${group}` : "IPFS";
}

function own(round: string): Labelled[] {
  return lines("own.tsv")
    .slice(1)
    .map((line) => line.split("\t"))
    .filter((columns) => columns[1] === round)
    .map(([label = "", , domain = "", text = ""]) => ({ source: domain, measurable: label === "M", text }));
}

function lines(file: string): string[] {
  return readFileSync(`${FOLDER}/${file}`, "utf8").trim().split("\n");
}
