import { readFileSync } from "node:fs";
import { judge } from "../core/checks/helpers.js";
import { printTable } from "./table.js";

const FOLDER = "test/bench/criteria";
const LEAST = { precision: 0.93, recall: 0.9 };

interface Labelled {
  source: string;
  measurable: boolean;
  text: string;
}

/** Holds `measurable` against labelled sentences, by their source. Returns what did not hold of all public ones together. */
export function measurable(): Promise<string[]> {
  const open = [...labelled("dev.jsonl"), ...labelled("test.jsonl")];
  const sources = [...new Set(open.map(({ source }) => source))].toSorted();
  const rows = [
    ...sources.map((source) =>
      row(
        source,
        open.filter((each) => each.source === source),
      ),
    ),
    row("all sources", open),
    ...["1", "2", "3", "4"].map((round) => row(`our own, round ${round}`, own(round))),
  ];
  printTable(
    "`measurable` on labelled sentences, by source. The rules were written with these in sight; the first shots at our own rounds are in criteria/README.md.",
    ["source", "sentences", "precision", "recall", "wrongly taken", "missed"],
    rows,
  );
  const { precision, recall } = figures(open);
  const holds = precision >= LEAST.precision && recall >= LEAST.recall;
  const found = `precision ${precision.toFixed(3)} and recall ${recall.toFixed(3)}, at least ${LEAST.precision} and ${LEAST.recall} wanted`;
  return Promise.resolve(holds ? [] : [found]);
}

function row(source: string, sentences: Labelled[]): string[] {
  const { precision, recall, taken, missed } = figures(sentences);
  return [source, String(sentences.length), precision.toFixed(3), recall.toFixed(3), String(taken), String(missed)];
}

function figures(sentences: readonly Labelled[]): { precision: number; recall: number; taken: number; missed: number } {
  const judged = sentences.map(({ text, measurable: is }) => ({ is, passes: passes(text) }));
  const right = judged.filter(({ is, passes: found }) => is && found).length;
  const taken = judged.filter(({ is, passes: found }) => !is && found).length;
  const missed = judged.filter(({ is, passes: found }) => is && !found).length;
  return { precision: right / Math.max(1, right + taken), recall: right / Math.max(1, right + missed), taken, missed };
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
    .filter((cells) => cells[1] === round)
    .map(([label = "", , domain = "", text = ""]) => ({ source: domain, measurable: label === "M", text }));
}

function lines(file: string): string[] {
  return readFileSync(`${FOLDER}/${file}`, "utf8").trim().split("\n");
}
