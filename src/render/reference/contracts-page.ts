import { configSchema } from "../../core/policy/config-schema.js";
import { FILE_KINDS } from "../../core/policy/file-kinds.js";
import { contractSchema, gateSchema } from "../../core/policy/contract-schema.js";
import { CONFIG_EXAMPLE, CONTRACT_EXAMPLE } from "./contract-examples.js";
import { GENERATED } from "./introduction.js";
import { cell } from "../markdown.js";
import { code, jsonSchemaOf } from "./schema.js";
import { keyTable } from "./table.js";

/** The reference of policy files, made from their schemas. */
export function contractsPage(): string {
  return [
    "# Contracts and configuration",
    GENERATED,
    `Baton reads its policy from the default branch of a repository.`,
    fileTable(),
    `What Baton itself asks for is plain YAML: no anchors,
tags or custom types. Unknown keys are errors, so a mistyped one is never silently left out. In the tables, \`a.b\` is the key \`b\` inside \`a\`, \`a[].b\` is the key \`b\` of each
entry of the list \`a\`, and \`NAME\` stands for a name that you choose.`,
    "## Contracts",
    `A contract says what context must travel over one stage boundary, and who must take it over. A boundary without a contract cannot be crossed forward. Contracts name roles, never people.`,
    fenced(CONTRACT_EXAMPLE),
    `### Keys of a contract`,
    keyTable(jsonSchemaOf(contractSchema)),
    `### Keys of every check`,
    `The entries of \`context\` (what must travel) and \`gates\` (what must be true) are checks. Each takes these keys and those of its kind, which are in [checks.md](checks.md).`,
    keyTable(jsonSchemaOf(gateSchema)),
    "## Configuration",
    `\`.github/baton.yml\` names the stages, the roles and the rules of the house. A repository without one inherits the one in the \`.github\` repository of its organisation;
what the organisation demands, a repository may tighten, but never loosen.`,
    fenced(CONFIG_EXAMPLE),
    `### Keys of the configuration`,
    keyTable(jsonSchemaOf(configSchema)),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

function fileTable(): string {
  const rows = FILE_KINDS.map(({ title, paths, summary, schema }) => {
    const cells = [title, paths.map(code).join(", "), summary, schema ? code(schema.file) : ""];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  return ["| files | where | what is in them | schema for editors |", "|---|---|---|---|", ...rows].join("\n");
}

function fenced(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trim()}\n\`\`\``;
}
