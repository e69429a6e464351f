import type { Finding } from "../../core/findings/findings.js";
import type { Flip, GateChange, Standing } from "../../core/pulls/flips.js";
import { describeFinding } from "../../render/findings.js";
import { plain } from "../common/with-store.js";
import type { Paint } from "../common/paint.js";
import type { Report, ReportResult } from "../common/report.js";
import type { GateFlips } from "./gate-flips.js";
import type { SimulatedItem } from "./simulate.js";
import { largest } from "../../core/basics/largest.js";

/** What was compared, for the first line. */
export interface Compared {
  repository: string;
  folder: string;
  leftOut: number;
  gates: readonly GateFlips[];
  /** Tell of each item that flips, too. */
  details: boolean;
}

const FREE = {
  not_governed: "not governed",
  last_stage: "free, in its last stage",
  no_contract: "no contract",
  ambiguous: "several contracts",
} as const;

/** Takes the simulated items; returns them for machines: one result per gate that flips an item, one per item that stays. */
export function simulationReport(items: readonly SimulatedItem[], { leftOut, gates }: Compared): Report {
  return { tool: "baton simulate", results: items.flatMap(resultsOf), summary: summary(items, leftOut), gates };
}

function resultsOf(item: SimulatedItem): ReportResult[] {
  const { flip } = item;
  const base = { group: `#${item.number} ${item.title}`, file: null, line: null, column: null, needed: null, help: null };
  const found = `#${item.number} ${boundaryOf(item)}: ${stateOf(flip.before)} → ${stateOf(flip.after)}`;
  if (flip.direction !== "worse") return [{ ...base, name: boundaryOf(item), outcome: "pass", found }];
  const held = flip.gates.filter(isWorse);
  if (held.length === 0) return [{ ...base, name: boundaryOf(item), outcome: "fail", found }];
  return held.map((gate) => ({
    ...base,
    name: gate.spec.title,
    outcome: gate.after === "error" ? ("error" as const) : ("fail" as const),
    file: gate.contract.file,
    line: gate.spec.line,
    found: [`${found}.`, reason(gate.finding).found].join(" ").trim(),
    needed: reason(gate.finding).needed || null,
  }));
}

/** Takes the simulated items; returns what people read: the gates with how many items each flips, and the items where they are asked for. */
export function simulationText(items: readonly SimulatedItem[], compared: Compared, paint: Paint): string {
  const head = `${compared.repository}: ${items.length} open ${items.length === 1 ? "item" : "items"}, the policy in force → ${compared.folder}`;
  const flips = items.some(isChanged);
  const details = compared.details ? itemLines(items, paint) : [];
  const hint = flips && !compared.details ? ["--details tells of each of these items, and why."] : [];
  return `${[plain(head), "", ...gateTable(compared.gates, paint), ...details, summary(items, compared.leftOut), ...hint].join("\n")}\n`;
}

function gateTable(gates: readonly GateFlips[], paint: Paint): string[] {
  if (gates.length === 0) return [];
  const rows = together(gates).map(({ contract, gate, red, green, removed }) => [
    short(gate === null ? `no contract for ${contract}` : `${gate} of ${contract}`, 70),
    String(red),
    String(green),
    removed ? "removed" : "",
  ]);
  const width = largest(["gate", ...rows.map(([name = ""]) => name)].map((name) => [...name].length));
  const head = paint("bold", `  ${pad("gate", width)}  turns red  turns green`);
  const lines = rows.map(([name = "", red = "", green = "", removed = ""]) => {
    const counts = `${paint(red === "0" ? "dim" : "red", red.padStart(9))}  ${paint(green === "0" ? "dim" : "green", green.padStart(11))}`;
    return `  ${pad(name, width)}  ${counts}${removed === "" ? "" : `  ${paint("yellow", removed)}`}`;
  });
  return [head, ...lines, ""];
}

/** Gates that are removed and held nobody up are told together, contract by contract. */
function together(gates: readonly GateFlips[]): GateFlips[] {
  const isQuiet = ({ removed, red, green }: GateFlips) => removed && red + green === 0;
  const quiet = gates.filter(isQuiet);
  const told = [...new Set(quiet.map(({ contract }) => contract))].map((contract): GateFlips => {
    const [first, ...more] = quiet.filter((each) => each.contract === contract);
    const gate = more.length === 0 ? (first?.gate ?? null) : `${more.length + 1} gates`;
    return { contract, gate, red: 0, green: 0, removed: true };
  });
  return [...gates.filter((each) => !isQuiet(each)), ...told];
}

function itemLines(items: readonly SimulatedItem[], paint: Paint): string[] {
  const flips = items.filter(isChanged);
  const rows = flips.map((item) => [
    `#${item.number}`,
    short(item.title, 44),
    boundaryOf(item),
    stateOf(item.flip.before),
    stateOf(item.flip.after),
  ]);
  const widths = [0, 1, 2, 3].map((column) => largest(rows.map((row) => [...(row[column] ?? "")].length)));
  return flips.flatMap((item, index) => [
    rowOf(rows[index] ?? [], widths, item, paint),
    ...item.flip.gates.map((gate) => gateLine(gate, paint, item.flip)),
    "",
  ]);
}

function rowOf(cells: readonly string[], widths: readonly number[], { flip }: SimulatedItem, paint: Paint): string {
  const [number = "", title = "", boundary = "", before = "", after = ""] = cells.map((cell, index) => pad(cell, widths[index] ?? 0));
  const told = { worse: paint("red", after), better: paint("green", after), none: after }[flip.direction];
  return `  ${paint("bold", number)}  ${title}  ${boundary}  ${before} → ${told}`;
}

function gateLine(gate: GateChange, paint: Paint, { before, after }: Flip): string {
  const { found, needed } = reason(gate.finding);
  const said = [found, needed && `Needed: ${needed}`].filter((part) => part !== "").join(" ");
  const was = isAmong(before, gate) ? outcomeOf(gate.before) : "new";
  const step = `${was} → ${isAmong(after, gate) ? outcomeOf(gate.after) : "removed"}`;
  return `      ${signOf(gate, paint)} ${plain(gate.spec.title)}: ${step}${said === "" ? "" : paint("dim", `  ${plain(said, 400)}`)}`;
}

function isAmong({ gates }: Standing, { spec }: GateChange): boolean {
  return gates.some((gate) => gate.spec.id === spec.id);
}

/** A gate that asks for nothing any more is no success of the item's: it has a sign of its own. */
function signOf(gate: GateChange, paint: Paint): string {
  if (gate.after === null) return paint("yellow", "−");
  return isWorse(gate) ? paint("red", "✗") : paint("green", "✓");
}

/** True when something about the item is told: it flips, or other gates keep it as it is. */
function isChanged({ flip }: SimulatedItem): boolean {
  return flip.direction !== "none" || flip.gates.length > 0;
}

function summary(items: readonly SimulatedItem[], leftOut: number): string {
  const of = (way: SimulatedItem["flip"]["direction"]) => items.filter((item) => item.flip.direction === way);
  const [worse, better, none] = [of("worse").length, of("better").length, of("none")];
  const otherwise = none.filter(isChanged).length;
  const same = none.length - otherwise;
  const voided = items.filter((item) => item.voidsAcks).map((item) => `#${item.number}`);
  const acks =
    voided.length === 0
      ? ""
      : ` Acknowledgements given so far would be void: ${voided.slice(0, 20).join(", ")}${voided.length > 20 ? ", …" : ""}.`;
  const unread = leftOut === 0 ? "" : ` ${leftOut} more open items were not read: raise --limit.`;
  const flips = worse + better === 0 ? "No item flips" : `${worse} would be held up, ${better} would come free`;
  const rest = [
    otherwise === 0 ? "" : `${otherwise} ${otherwise === 1 ? "keeps its state" : "keep their state"} under other gates`,
    otherwise > 0 && same === 0 ? "" : `${same} ${same === 1 ? "stays as it is" : "stay as they are"}`,
  ];
  return `${[flips, ...rest].filter((part) => part !== "").join("; ")}.${acks}${unread}`;
}

/** True when the gate holds the item back, and did less so before. */
function isWorse({ before, after }: GateChange): boolean {
  return after !== null && after !== "pass" && (before === null || before === "pass" || after !== "pending");
}

function stateOf({ state, why }: Standing): string {
  if (why !== "gates") return FREE[why];
  return { free: "free", green: "green", waiting: "waits for people", red: "red" }[state];
}

function boundaryOf({ flip }: SimulatedItem): string {
  const boundary = flip.after.boundary ?? flip.before.boundary;
  return boundary ? plain(`${boundary.from.name} → ${boundary.to.name}`) : "no boundary";
}

function outcomeOf(outcome: GateChange["before"]): string {
  return outcome ?? "not required";
}

function reason(finding: Finding | null): { found: string; needed: string } {
  if (!finding) return { found: "", needed: "" };
  const { found, needed } = describeFinding(finding);
  return { found: `${finding.line === undefined ? "" : `line ${finding.line}: `}${found}`, needed };
}

function short(text: string, length: number): string {
  const points = [...plain(text)];
  return points.length <= length ? points.join("") : `${points.slice(0, length - 1).join("")}…`;
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - [...text].length));
}
