import { InvalidArgumentError, type Command } from "commander";
import { TemporaryFault, TerminalFault } from "../../core/basics/faults.js";
import type { Policy } from "../../core/policy/types.js";
import { statusOf } from "../../github/faults.js";
import { baseUrlFrom } from "../../github/octokit.js";
import { throughProxies } from "../../github/proxy.js";
import { tokenConnection } from "../../github/token.js";
import { oneFolder } from "../common/dir-option.js";
import { examples } from "../common/examples.js";
import { answering, formatOption, WrongCall } from "../common/call.js";
import { folderLookUp } from "../common/folder.js";
import { paintFor } from "../common/paint.js";
import { proxiesOrWrong } from "../common/proxies.js";
import { progressOn, type Progress } from "../common/progress.js";
import { formatReport } from "../common/report-formats.js";
import { isRed, type Format } from "../common/report.js";
import { TERMINAL, type Output } from "../common/with-store.js";
import { openDemoRepository } from "./demo.js";
import { policyInForce, proposedPolicy } from "./proposed.js";
import { readItems, readLivePolicy, type LiveRepository } from "./read.js";
import { loadRecording, NOTE, saveRecording, type Recording } from "./recording.js";
import { simulationReport, simulationText } from "./report.js";
import { gateFlips } from "./gate-flips.js";
import { simulate } from "./simulate.js";

/** What `baton simulate` takes. */
export interface SimulateOptions {
  contracts?: string;
  repo?: string;
  demo?: boolean;
  recording?: string;
  record?: string;
  limit: number;
  details?: boolean;
  format: Format;
}

type Env = Record<string, string | undefined>;

const REPOSITORY = /^([\w.-]{1,100})\/([\w.-]{1,100})$/;

/** Adds `baton simulate`. */
export function addSimulateCommand(program: Command): void {
  program
    .command("simulate")
    .description("which open items would flip under other contracts; exit 1 when one would be held up")
    .option("--contracts <dir>", "the folder with the contracts to try: a repository's, or contracts alone")
    .option("--dir <folder>", "the same, as other commands take it")
    .option("--repo <owner/name>", "the repository on GitHub to try them on; reads with GITHUB_TOKEN")
    .option("--demo", "an embedded GitHub with a few items instead: no account needed")
    .option("--recording <file>", "a recording instead: no network needed")
    .option("--record <file>", "keep what was read, to try other contracts later (private contents)")
    .option("--details", "tell of each item that comes out otherwise or by other gates, with the gates and why")
    .option("--limit <number>", "how many open items to read at most", limit, 500)
    .addOption(formatOption())
    .addHelpText(
      "after",
      examples(
        "baton simulate --demo --contracts contracts",
        "baton simulate --repo acme/insights --contracts . --details",
        "baton simulate --repo acme/insights --record items.json",
      ),
    )
    .action(async ({ dir, ...options }: SimulateOptions & { dir?: string }) => {
      process.exitCode = await answering(TERMINAL, async () => {
        const contracts = oneFolder(options.contracts, dir, "with --contracts or --dir");
        return await simulateCommand({ ...options, ...(contracts !== undefined && { contracts }) }, TERMINAL, process.env);
      });
    });
}

function limit(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("a number of items is 1 or more.");
  return value;
}

/** Runs `baton simulate`. Returns the exit code: 1 when an item would be held up, 2 when the call is wrong or GitHub does not answer. */
export async function simulateCommand(
  options: SimulateOptions,
  output: Output,
  env: Env,
  progress = progressOn(process.stderr),
): Promise<number> {
  return await answering(output, async () => {
    checkCall(options);
    try {
      return await run(options, output, env, progress);
    } catch (error) {
      progress("");
      if (error instanceof TerminalFault || error instanceof TemporaryFault) throw new WrongCall(refusal(error));
      throw error;
    }
  });
}

function refusal(fault: TemporaryFault | TerminalFault): string {
  return statusOf(fault.cause) === 401
    ? "GitHub refuses the token in GITHUB_TOKEN: one that is in force and may read the repository is needed"
    : fault.message;
}

function checkCall({ contracts, repo, demo, recording, record }: SimulateOptions): void {
  const sources = [repo !== undefined, demo === true, recording !== undefined].filter(Boolean).length;
  if (sources !== 1) throw new WrongCall("say what to try the contracts on: one of --repo OWNER/NAME, --recording FILE or --demo");
  if (recording !== undefined && record !== undefined)
    throw new WrongCall("--record keeps what is read from GitHub; a recording is kept already");
  if (contracts === undefined && record === undefined) throw new WrongCall("say which contracts to try: --contracts DIR");
}

async function run(options: SimulateOptions, output: Output, env: Env, progress: Progress): Promise<number> {
  const { recording, after } =
    options.recording === undefined ? await fromGitHub(options, env, progress) : await fromFile(options.recording, options);
  if (options.record !== undefined) {
    await saveRecording(options.record, recording);
    output.err(`${recording.items.length} open items are kept in ${options.record}. ${NOTE}\n`);
  }
  if (!after || options.contracts === undefined) return 0;
  const before = policyInForce(recording.policy);
  const items = judged(options, () => simulate(recording, before, after, folderLookUp(options.contracts ?? "")));
  const { repository, leftOut } = recording;
  const compared = {
    repository,
    folder: options.contracts,
    leftOut,
    gates: gateFlips(items, before, after),
    details: options.details === true,
  };
  const report = simulationReport(items, compared);
  output.out(
    options.format === "text" ? simulationText(items, compared, paintFor(process.stdout, env)) : formatReport(report, options.format),
  );
  return isRed(report) ? 1 : 0;
}

/** What is wrong deep inside a recording shows only when it is judged. */
function judged<T>({ recording }: SimulateOptions, judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (recording === undefined || error instanceof WrongCall) throw error;
    throw new WrongCall(`${recording} is damaged: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface Read {
  recording: Recording;
  after: Policy | null;
}

async function fromFile(path: string, { contracts }: SimulateOptions): Promise<Read> {
  const recording = await loadRecording(path);
  return { recording, after: contracts === undefined ? null : await proposedPolicy(contracts, recording.policy) };
}

async function fromGitHub(options: SimulateOptions, env: Env, progress: Progress): Promise<Read> {
  if (!options.demo) return await readLive(options, options.repo ?? "", env, { now: Date.now(), progress });
  const demo = await openDemoRepository();
  try {
    return await readLive(
      options,
      demo.repository,
      { GITHUB_TOKEN: demo.token, GHE_HOST: demo.host, GHE_PROTOCOL: "http" },
      { now: demo.now, progress },
    );
  } finally {
    await demo.close();
  }
}

async function readLive(options: SimulateOptions, repository: string, env: Env, how: { now: number; progress: Progress }): Promise<Read> {
  how.progress(`Reading the policy of ${repository}`);
  const live = liveRepository(repository, env);
  const policy = await readLivePolicy(live);
  const before = policyInForce(policy.source);
  const after = options.contracts === undefined ? null : await proposedPolicy(options.contracts, policy.source);
  const everything = options.record !== undefined;
  const policies = [before, after].filter((each) => each !== null);
  return { recording: await readItems(live, policy, { policies, everything, limit: options.limit, ...how }), after };
}

function liveRepository(repository: string, env: Env): LiveRepository {
  const [, owner, name] = REPOSITORY.exec(repository) ?? [];
  if (owner === undefined || name === undefined) throw new WrongCall(`--repo ${repository}: a repository is written as owner/name`);
  const token = env["GITHUB_TOKEN"]?.trim();
  if (!token) throw new WrongCall("GITHUB_TOKEN is not set: a token that may read the repository is needed");
  const baseUrl = baseUrlFrom({ GHE_HOST: env["GHE_HOST"], GHE_PROTOCOL: env["GHE_PROTOCOL"] });
  return { connection: tokenConnection(token, { baseUrl, ...throughProxies(proxiesOrWrong(env)) }), owner, name };
}
