import { ownEntry } from "../basics/own-entry.js";
import type { Time } from "../basics/known.js";
import { didYouMean, oneOf } from "../policy/complaints.js";
import type { PolicyFile, SourceFile } from "../policy/source-file.js";
import type { Contract, Policy, PolicyProblem } from "../policy/types.js";
import type { Given } from "../facts/given.js";
import type { LookUp } from "./paths.js";
import { headingsOf, replaceSection } from "./sections.js";
import type { CaseGiven, Expected, TestData, TextOrFile } from "../policy/kinds/test-schema.js";
import { readTestData } from "../policy/test-data.js";
import { goneNames, namesOnly } from "../policy/test-names.js";

export interface TestFile {
  path: string;
  contract: Contract;
  cases: TestCase[];
}

export interface TestCase {
  name: string;
  /** Where it begins in its file, from 1. */
  line: number;
  given: Given;
  /** Null: the time of the run. */
  clock: Time | null;
  expect: Expectations;
}

export type Wanted = "pass" | "fail" | "pending" | "error" | "skipped";

export interface Expectations {
  gates: { id: string; outcome: Wanted; says: string[]; line: number }[];
  green: { value: boolean; line: number } | null;
  red: { ids: string[]; line: number } | null;
}

interface Reading {
  file: SourceFile;
  lookUp: LookUp;
  contract: Contract;
}

/**
 * Takes a test file, the policy, how to read a path of the repository, and the list that collects problems; returns the tests without the cases that
 * have one, or null after reporting why there are none.
 */
export function readTestFile(source: PolicyFile, policy: Policy, lookUp: LookUp, problems: PolicyProblem[]): TestFile | null {
  const read = readTestData(source, problems);
  if (!read) return null;
  const { file, data } = read;
  const nameable = new Map(policy.contracts.map(({ id, gates }) => [id, gates.map((gate) => gate.id)]));
  for (const complaint of goneNames(data, nameable)) file.report(complaint);
  const contract = policy.contracts.find((each) => each.id === data.contract);
  if (!contract) return null;
  const gates = nameable.get(contract.id) ?? [];
  const cases = data.cases.flatMap((one, index) => {
    let sound = namesOnly(one.expect, gates);
    const watched: SourceFile = {
      ...file,
      report(complaint) {
        sound = false;
        file.report(complaint);
      },
    };
    const test = readCase({ file: watched, lookUp, contract }, data, index);
    return sound ? [test] : [];
  });
  return { path: source.path, contract, cases };
}

function readCase(reading: Reading, data: TestData, index: number): TestCase {
  const { file, contract } = reading;
  const one = data.cases[index];
  const own: CaseGiven = one?.given ?? {};
  const at = ["cases", index];
  const place = (key: keyof CaseGiven): PropertyKey[] => (own[key] === undefined ? ["given", key] : [...at, "given", key]);
  const { clock, replace, remove, append, body, documents, files, artefacts, ...rest } = { ...data.given, ...own };
  const subject = contract.appliesTo.subject === "pull_request" ? "pull_request" : "issue";
  const text = edited(reading, bodyOf(reading, body, place("body"), at), { replace, remove, append }, [...at, "given"]);
  const given: Given = {
    subject,
    comments: [],
    labels: [],
    assignees: [],
    milestone: null,
    ...rest,
    body: text,
    ...(documents && { documents: textsOf(reading, documents, place("documents")) }),
    ...(files && { files: textsOf(reading, files, place("files")) }),
    ...(artefacts && { artefacts: artefactsOf(reading, artefacts, place("artefacts")) }),
  };
  const expect = readExpected(file, one?.expect ?? {}, [...at, "expect"]);
  return { name: one?.name ?? "", line: file.positions.key(at).line, given, clock: clock ?? null, expect };
}

function bodyOf(reading: Reading, body: TextOrFile | undefined, at: PropertyKey[], itsCase: PropertyKey[]): string {
  if (body !== undefined) return textOf(reading, body, at);
  const needed = "the key `body` in the case's `given`, or in the file's";
  reading.file.report({ path: itsCase, at: "key", found: "no text", needed, fix: "Add `body:` with the item's text.", rule: "test-body" });
  return "";
}

function textsOf(reading: Reading, texts: Record<string, TextOrFile>, at: PropertyKey[]): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, textOf(reading, text, [...at, path])]));
}

function artefactsOf(reading: Reading, artefacts: NonNullable<CaseGiven["artefacts"]>, at: PropertyKey[]): NonNullable<Given["artefacts"]> {
  const version = (id: string, given: NonNullable<CaseGiven["artefacts"]>[string]) =>
    given && { ...(given.at !== undefined && { at: given.at }), text: textOf(reading, given.text ?? "", [...at, id, "text"]) };
  return Object.fromEntries(Object.entries(artefacts).map(([id, given]) => [id, version(id, given)]));
}

function textOf({ file, lookUp }: Reading, text: TextOrFile, at: PropertyKey[]): string {
  if (typeof text === "string") return text;
  const found = lookUp(besides(file.path, text.file));
  if (found.is === "text") return found.text;
  const why = found.is === "missing" ? "which does not exist" : found.reason;
  const needed = "the path of a text, from the folder of this file, inside the repository";
  file.report({ path: [...at, "file"], at: "value", found: `${text.file.slice(0, 100)}: ${why}`, needed, fix: null, rule: "test-file" });
  return "";
}

/** A path that is relative to a file, from the repository's root; one that leads out keeps its dots, and is refused by whoever looks it up. */
function besides(file: string, path: string): string {
  const segments = file.split("/").slice(0, -1);
  for (const segment of path.split("/")) {
    if (segment === ".." && segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else if (segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}

function edited({ file }: Reading, body: string, edits: Pick<CaseGiven, "replace" | "remove" | "append">, at: PropertyKey[]): string {
  let text = body;
  const change = (name: string, content: string | null, path: PropertyKey[]) => {
    const changed = replaceSection(text, name, content);
    if (changed === null) reportSection(file, name, text, path);
    else text = changed;
  };
  for (const [name, content] of Object.entries(edits.replace ?? {})) change(name, content, [...at, "replace", name]);
  (edits.remove ?? []).forEach((name, index) => change(name, null, [...at, "remove", index]));
  return edits.append === undefined ? text : `${text.trimEnd()}\n\n${edits.append}`;
}

function reportSection(file: SourceFile, name: string, body: string, path: PropertyKey[]): void {
  const headings = headingsOf(body);
  const needed = headings.length === 0 ? "a text with headings" : `a section of the text: ${oneOf(headings.slice(0, 20))}`;
  const found = `the section "${name.slice(0, 60)}", which the text does not have`;
  file.report({ path, at: "key", found, needed, fix: didYouMean(name, headings), rule: "test-section" });
}

function readExpected(file: SourceFile, expected: Expected, at: PropertyKey[]): Expectations {
  const { green, red, ...gates } = expected;
  const line = (key: string) => file.positions.key([...at, key]).line;
  return {
    gates: Object.keys(gates).flatMap((id) => {
      const wanted = ownEntry(gates, id);
      if (wanted === undefined) return [];
      const { outcome, says } = typeof wanted === "string" ? { outcome: wanted, says: undefined } : wanted;
      return [{ id, outcome, says: says === undefined ? [] : [says].flat(), line: line(id) }];
    }),
    green: green === undefined ? null : { value: green, line: line("green") },
    red: red === undefined ? null : { ids: red, line: line("red") },
  };
}
