import { extractLinks, homeOf } from "../../src/core/document/links.js";
import { parseFrontMatter } from "../../src/core/document/front-matter.js";
import { vouches } from "../../src/core/handoff/commands/find.js";
import { judge } from "../../src/core/judging/judge.js";
import { parseCommands } from "../../src/core/commands/parse.js";
import { emptyRecord } from "../../src/core/record/record.js";
import { parsePolicy } from "../../src/core/policy/parse.js";
import type { Policy } from "../../src/core/policy/types.js";
import { readTexts } from "../../src/core/content/item-texts.js";
import { wantedFacts } from "../../src/core/handoff/facts-needed.js";
import { briefOf } from "../bench/briefs.js";
import { shippedPolicy } from "../bench/policy.js";
import { snapshotOf } from "../core/checks/helpers.js";
import type { Chance } from "./chance.js";
import { mutated } from "./mutate.js";
import { COMMENT, MARKDOWN, YAML } from "./pieces.js";

const NOW = Date.UTC(2026, 7, 1);
const OUTCOMES = new Set(["pass", "fail", "pending", "error"]);
const SOURCE = { repository: "acme/data", commit: "c0ffee" };
const FILES = Object.entries(shippedPolicy()).map(([path, text]) => ({ path, text }));
const PLACES = [".github/baton.yml", "contracts/discover-to-decide.yml"];
const CORE = FILES.filter(({ path }) => PLACES.includes(path));
const BRIEF = briefOf(3000);
const THREAD = "/handoff decide\n/confirm priority fine\n\nThanks, all.";

/** What is fed with changed texts: it throws when something does not hold. */
export interface Target {
  /** Makes a text. */
  text(chance: Chance): string;
  /** Takes the text in; throws when what comes out is not allowed. */
  run(text: string): void;
}

/** A body goes through every gate of every shipped contract; a document through the front matter, too. */
const body: Target = {
  text: (chance) => mutated(chance.pick([BRIEF, "", MARKDOWN.join("\n")]), MARKDOWN, chance),
  run: (text) => {
    parseFrontMatter(text);
    judgeAll(shipped(), text);
  },
};

/** A contract is read with what it belongs to around it; one that is sound judges a body. */
const contract: Target = {
  text: (chance) => mutated(chance.pick(FILES).text, YAML, chance),
  run: (text) => {
    for (const path of PLACES) {
      const { policy, problems } = parsePolicy([...CORE.filter((file) => file.path !== path), { path, text }], SOURCE);
      const red = problems.some(({ severity }) => severity === "error");
      if ((policy === null) !== red) throw new Error("A policy is in force exactly when nothing is wrong with it");
      if (policy) judgeAll(policy, BRIEF);
    }
  },
};

/** A comment is read for commands. */
const command: Target = {
  text: (chance) => mutated(chance.pick([THREAD, "/ack", ""]), COMMENT, chance),
  run: (text) => {
    const commands = parseCommands(text);
    if (commands.length > 10) throw new Error("More than ten commands of one comment");
    for (const { name, args } of commands) {
      if (!/^[^\s/]{1,39}$/u.test(name) || args.length > 1000 || args !== args.trim()) throw new Error(`Misread: ${name} ${args}`);
    }
  },
};

export const TARGETS: Record<string, Target> = { body, contract, command };

let known: Policy | null = null;

function shipped(): Policy {
  known ??= parsePolicy(FILES, SOURCE).policy;
  if (!known) throw new Error("The shipped policy does not parse");
  return known;
}

function judgeAll(policy: Policy, text: string): void {
  const snapshot = snapshotOf(text);
  const texts = readTexts(snapshot);
  const record = emptyRecord();
  extractLinks(texts.body, homeOf(snapshot));
  wantedFacts(snapshot, policy, record);
  for (const each of policy.contracts) {
    for (const gate of judge(each, { policy, snapshot, texts, record, now: NOW, vouches }).gates) {
      const broken = gate.findings.find(({ code }) => code === "check_broken");
      if (broken) throw new Error(`${gate.spec.id} broke: ${JSON.stringify(broken)}`);
      if (!OUTCOMES.has(gate.outcome)) throw new Error(`${gate.spec.id} is ${gate.outcome}`);
    }
  }
}
