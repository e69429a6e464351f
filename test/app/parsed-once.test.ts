import MarkdownIt from "markdown-it";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runJob } from "../../src/app/judge/jobs.js";
import type { Snapshot } from "../../src/core/facts/snapshot.js";
import { CONFIG, CONTRACT, GOOD, NEXT_CONTRACT, policyOf, World } from "../core/handoff/world.js";

type Engine = InstanceType<typeof MarkdownIt>;

const DOCUMENTS = 40;
const FORM = "body:\n  - { type: textarea, attributes: { label: Goal, description: Say the *goal* of it all } }\n";
const FILES = { "docs/template.md": "## Goal\n\nSay what it is for.\n", "docs/form.yml": FORM };
const GATES = `
  - { id: template, check: template, file: docs/template.md, in: document }
  - { id: form, check: template, file: docs/form.yml, in: document }
  - { id: decided, check: document, path: "docs/briefs/*.md", checks: [{ check: links, section: Goal }] }
`;
const POLICY = policyOf(
  CONFIG,
  CONTRACT.replace("source_of_truth: { body: true }", 'source_of_truth: { body: true, document: "docs/briefs/**/*.md" }').replace(
    "trigger:",
    `${GATES.trim().replace(/^/, "  ")}\ntrigger:`,
  ),
  NEXT_CONTRACT,
);

function snapshotOf(round: number): { world: World; snapshot: Snapshot } {
  const paths = Array.from({ length: DOCUMENTS }, (_, index) => `docs/briefs/${index}.md`);
  const world = new World(POLICY, `${GOOD}\n${round}\n\n${paths.map((path) => `- [brief](${path})`).join("\n")}\n`);
  world.look();
  world.tick().comment("pm", "/handoff");
  const documents = paths.map((path, index) => {
    const head = index % 2 === 0 ? `---\ntitle: Brief ${index}\n---\n` : "";
    return { path, oid: `${index}`, content: { known: true as const, value: `${head}## Goal\n\nRound ${round} of ${path}, see #7.\n` } };
  });
  const files = Object.fromEntries(Object.entries(FILES).map(([path, value]) => [path, { known: true as const, value }]));
  return { world, snapshot: { ...world.snapshot, documents, files } };
}

/** All that one run has judged, with each message copied as it is for a thread. */
function run(round: number) {
  const { world, snapshot } = snapshotOf(round);
  const bare = { ...snapshot, documents: [] };
  const { record, policy } = world;
  const bench = { secret: "s" };
  const sent = <T>(input: T): T => ({ ...structuredClone({ ...input, policy: null }), policy });
  const paths = runJob("links", structuredClone({ item: snapshot.item, repository: snapshot.repository }), bench);
  runJob("wanted", sent({ snapshot: bare, policy, record }), bench);
  const needs = runJob("documentNeeds", sent({ snapshot, policy, record }), bench);
  const input = { snapshot, policy, record, handled: world.handled, now: world.now, firstSeen: 0 };
  return { paths, needs, evaluation: runJob("evaluate", sent(input), bench) };
}

describe("of one run", () => {
  const parsed: string[] = [];

  beforeEach(() => {
    const prototype = Object.getPrototypeOf(new MarkdownIt()) as Engine;
    const { parse } = prototype;
    vi.spyOn(prototype, "parse").mockImplementation(function counted(this: Engine, text, env) {
      parsed.push(text);
      return parse.call(this, text, env);
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    parsed.length = 0;
  });

  it("the body, each document and each template is parsed once", () => {
    const { paths, needs, evaluation } = run(1);
    expect(paths).toHaveLength(DOCUMENTS);
    expect(needs.length).toBeGreaterThan(0);
    expect(evaluation.verdict?.gates.map(({ spec, outcome }) => `${spec.id} ${outcome}`)).toEqual(
      expect.arrayContaining(["template pass", "form pass"]),
    );
    expect(parsed.filter((text) => text.includes("### Problem"))).toHaveLength(1);
    expect(parsed.filter((text) => text.includes("Round 1"))).toHaveLength(DOCUMENTS);
    expect(parsed.filter((text, index) => parsed.indexOf(text) !== index)).toEqual([]);
  });

  it("no template is parsed that the run before parsed", () => {
    run(2);
    parsed.length = 0;
    run(3);
    expect(parsed).toHaveLength(1 + DOCUMENTS);
  });
});
