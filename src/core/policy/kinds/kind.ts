import type { TemplateSection } from "../../content/template-sections.js";
import type { FormQuestion } from "../../document/issue-form.js";
import type { PolicyChange } from "../compare/change.js";
import type { Checks } from "../contract.js";
import type { JsonSchema } from "../json-schema.js";
import type { ReadRole } from "../roles/read.js";
import type { Places } from "../organisation/organisation.js";
import type { ReadContract } from "../read-contract.js";
import type { PolicyFile, SourceFile } from "../source-file.js";
import type { Config, Contract, Policy, PolicyProblem } from "../types.js";

/** A kind of file that people write for Baton: where it lies, and what follows from it. */
export interface FileKind {
  id: string;
  /** What such files are called, for people. */
  title: string;
  /** What one of them is called, where they are counted. */
  noun: string;
  /** What is in them, in one sentence. */
  summary: string;
  /** Globs of their paths from the repository's root; wildcards only in the last part. */
  paths: readonly string[];
  /** Where the folder is theirs alone: whatever else lies in it counts as policy, too. */
  ownFolder?: string;
  /** Globs of what lies among them and is none. */
  except?: readonly string[];
  /** GitHub does not care for capitals in their names. */
  anyCase?: true;
  /** True: a change of one is a change of the rules. False: they only hold words that no answer may repeat. */
  isRule: boolean;
  /** What editors check them by; null where they are of GitHub's making. */
  schema: { file: string; make(): JsonSchema } | null;
  /** What they are to a policy; null: a policy is not read from them. */
  policy: PolicyPart | null;
}

/** How files of a kind become part of a policy. */
export interface PolicyPart {
  /** Takes the files of the kind, none included; returns what they say, and reports what is wrong in them. */
  read(files: readonly PolicyFile[], reading: Reading): Partial<Omit<ReadPolicy, "problems">>;
  /** Reports what only shows beside the configuration. */
  check?(read: ReadPolicy, config: Config): void;
  /** Takes what the repository says and its organisation, if there is one, and the policy as far as earlier kinds made it; returns it with this kind. */
  inForce(own: Standing, above: Standing | null, soFar: InForce): InForce;
  /** What a later version of a policy changes of this kind. */
  compare(before: Policy, after: Policy): PolicyChange[];
}

/** What reading needs beside the files. */
export interface Reading {
  problems: PolicyProblem[];
  /** The kinds of check there are. */
  checks: Checks;
  /** What the organisation says; null without one. */
  above: Config | null;
  /** The configuration as far as earlier kinds made it; null where there is none, or it is broken. */
  config: Config | null;
}

/** Policy files as far as they could be read. */
export interface ReadPolicy {
  /** Null where there is no configuration, or it is no YAML. */
  configFile: SourceFile | null;
  config: Config | null;
  read: ReadContract[];
  roles: ReadRole[];
  /** What the issue templates among the files put before everybody. */
  templateTexts: string[];
  templateSections: TemplateSection[];
  /** What the issue forms among the files ask, a list for each form. */
  forms: FormQuestion[][];
  /** The names of their files, in their order. */
  formFiles: string[];
  /** What other kinds say, by the kind's id: plain data. */
  parts: Record<string, unknown>;
  /** Where the keys of other kinds stand. */
  places: Places;
  problems: PolicyProblem[];
}

/** Policy files that were read, with where everything in them stands. */
export interface Standing extends ReadPolicy {
  config: Config;
}

/** A policy in the making. */
export interface InForce {
  config: Config;
  contracts: Contract[];
  templateTexts: string[];
  templateSections: TemplateSection[];
  forms: FormQuestion[][];
  formFiles: string[];
  parts: Record<string, unknown>;
  places: Places;
}
