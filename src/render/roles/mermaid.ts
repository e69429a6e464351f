import { oneLine } from "../markdown.js";
import { nameIn, type RoleMap } from "./map.js";

const LONGEST = 80;

/** The stages with who takes part in each, and what flows between roles, as a Mermaid flowchart. Source: Mermaid's documentation of flowcharts and of entity codes in texts. */
export function rolesMermaid({ stages, roles, flows }: RoleMap): string {
  const stops = stages.map(({ name }, index) => {
    const engaged = (["lead", "support", "consult"] as const).flatMap((how) => {
      const ids = roles.filter(({ engagement }) => engagement[index] === how).map(({ system }) => system.id);
      return ids.length === 0 ? [] : [`${how}: ${ids.join(", ")}`];
    });
    return `    s${index}["${[name, ...engaged].map(safe).join("<br/>")}"]`;
  });
  const way = stages.slice(1).map((_, index) => `    s${index} --> s${index + 1}`);
  const sources = [...new Set(flows.filter(({ external }) => external).map(({ from }) => from))];
  const known = [
    ...new Set([...roles.map(({ system }) => system.id), ...flows.flatMap(({ from, external, to }) => (external ? to : [from, ...to]))]),
  ];
  const node = (from: string, external: boolean) => (external ? `x${sources.indexOf(from)}` : `r${known.indexOf(from)}`);
  const nameOf = nameIn({ roles });
  return [
    "flowchart LR",
    '  subgraph stages["Who takes part"]',
    ...stops,
    ...way,
    "  end",
    '  subgraph flows["What flows"]',
    ...known.map((id, index) => `    r${index}("${safe(nameOf(id))}")`),
    ...sources.map((source, index) => `    x${index}[/"${safe(source)}"/]`),
    ...flows.flatMap(({ from, external, to, name }) =>
      to.map((id) => `    ${node(from, external)} -->|"${safe(name)}"| ${node(id, false)}`),
    ),
    "  end",
    "",
  ].join("\n");
}

/** Anything but letters, digits and plain punctuation is written as an entity code. */
function safe(text: string): string {
  return oneLine(text, LONGEST).replace(/[^\p{L}\p{N} .,:()+–…-]/gu, (sign) => `#${sign.codePointAt(0) ?? 0};`);
}
