import { readFileSync } from "node:fs";
import { Command } from "commander";
import { brokenLines } from "./common/broken-lines.js";
import { strict } from "./common/call.js";
import { TERMINAL } from "./common/with-store.js";

type Add = (program: Command) => void;

const WRITING = "Write contracts, without an account:";
const RUNNING = "Run the App:";

/** Each command's module is loaded when it is called for: most of them need neither GitHub nor a database. */
const COMMANDS: { names: string[]; group: string; load: () => Promise<Add> }[] = [
  { names: ["init"], group: WRITING, load: async () => (await import("./init/init.js")).addInitCommand },
  { names: ["lint"], group: WRITING, load: async () => (await import("./lint.js")).addLintCommand },
  { names: ["check"], group: WRITING, load: async () => (await import("./check/check.js")).addCheckCommand },
  { names: ["test"], group: WRITING, load: async () => (await import("./test/test.js")).addTestCommand },
  { names: ["simulate"], group: WRITING, load: async () => (await import("./simulate/command.js")).addSimulateCommand },
  { names: ["roles"], group: WRITING, load: async () => (await import("./roles/command.js")).addRolesCommand },
  { names: ["form"], group: WRITING, load: async () => (await import("./form/form.js")).addFormCommand },
  { names: ["agents"], group: WRITING, load: async () => (await import("./agents.js")).addAgentsCommand },
  { names: ["schema"], group: WRITING, load: async () => (await import("./schema.js")).addSchemaCommand },
  { names: ["demo"], group: WRITING, load: async () => (await import("./demo/command.js")).addDemoCommand },
  { names: ["start"], group: RUNNING, load: async () => (await import("./start.js")).addStartCommand },
  { names: ["report"], group: RUNNING, load: async () => (await import("./report/command.js")).addReportCommand },
  { names: ["diagnose"], group: RUNNING, load: async () => (await import("./diagnose/command.js")).addDiagnoseCommand },
  { names: ["doctor"], group: RUNNING, load: async () => (await import("./doctor/command.js")).addDoctorCommand },
  { names: ["audit", "admin", "resync"], group: RUNNING, load: async () => (await import("./operate.js")).addOperatorCommands },
];

/** Takes the words of the call; returns the program with the command that is called, or with all of them to choose from. */
export async function createProgram(words: readonly string[]): Promise<Command> {
  const { name, version } = published();
  const program = strict(new Command("baton"))
    .description("Guards hand-offs: work changes hands only when its contract is met.")
    .version(version, "--version", "say which version this is")
    .helpOption("-h, --help", "say what there is")
    .helpCommand("help [command]", "say what a command takes")
    // What a command reports of its words and their allowed values, and what stands below the help, is not broken by commander.
    .configureOutput({ outputError: (text, write) => write(brokenLines(text, TERMINAL.columns)) })
    .addHelpText(
      "afterAll",
      prose("\nEnds with 0, with 1 when something is red or wrong, with 2 when the call or a file is not understood."),
    )
    .addHelpText("after", prose(`\nThe package \`baton\` on the npm registry is somebody else's, not this one: that is ${name}.`))
    .showHelpAfterError("--help says what there is.")
    .showSuggestionAfterError();
  const called = COMMANDS.filter(({ names }) => names.includes(words[0] ?? ""));
  for (const { group, load } of called.length > 0 ? called : COMMANDS) {
    program.commandsGroup(group);
    (await load())(program);
  }
  return program;
}

/** A sentence below the help, for the terminal that it is shown on. */
function prose(text: string): () => string {
  return () => brokenLines(text, TERMINAL.columns);
}

/** What package.json says this is. */
function published(): { name: string; version: string } {
  try {
    const read: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    if (typeof read === "object" && read !== null && "name" in read && "version" in read)
      return { name: String(read.name), version: String(read.version) };
  } catch {
    // Sources may be compiled to anywhere; all else works there, too.
  }
  return { name: "unknown", version: "unknown" };
}
