import { largest } from "../../core/basics/largest.js";
import { paceOf } from "../../core/time/pace.js";
import { count, roughly, sum, type FirstWrites } from "../../core/publishing/rollout.js";
import type { Paint } from "../common/paint.js";
import { plain } from "../common/with-store.js";
import type { RolloutInstallation, RolloutRepository } from "./rollout.js";

/** Of an installation, those with the most to write are told one by one. */
const MOST_SHOWN = 20;
const NUMBER = new Intl.NumberFormat("en");

/** Takes what was found, and writes per second; returns it for machines. */
export function rolloutJson(installations: readonly RolloutInstallation[], writesPerSecond: number): string {
  const shown = installations.map(({ account, repositories, time }) => ({
    account,
    seconds: { writing: Math.ceil(time.writing / 1000), reading: Math.ceil(time.reading / 1000) },
    writes: withTotal(nowOf(repositories)),
    repositories: repositories.map(({ repository, enforcement, holdings, rollout, unread }) => ({
      repository,
      enforcement,
      open: holdings,
      governed: rollout?.governed ?? 0,
      writes: rollout && withTotal(rollout.now),
      once_blocking: rollout && withTotal(rollout.onceBlocking),
      unread,
    })),
  }));
  return `${JSON.stringify({ tool: "baton doctor --rollout", writes_per_second: writesPerSecond, installations: shown }, null, 2)}\n`;
}

function withTotal(writes: FirstWrites): FirstWrites & { total: number } {
  return { ...writes, total: count(writes) };
}

/** Takes what was found, writes per second and how to paint; returns it for people. */
export function rolloutText(installations: readonly RolloutInstallation[], writesPerSecond: number, paint: Paint): string {
  if (installations.length === 0) return "The App is installed nowhere, so nothing would be written.\n";
  const all = installations.flatMap(({ repositories }) => repositories);
  const lines = installations.flatMap((one) => [...installationLines(one, writesPerSecond, paint), ""]);
  return `${[...lines, ...lastLines(all, installations)].join("\n")}\n`;
}

function installationLines({ account, repositories, time }: RolloutInstallation, writesPerSecond: number, paint: Paint): string[] {
  const governed = repositories.filter(({ rollout }) => rollout !== null).toSorted((a, b) => writesOf(b) - writesOf(a));
  const silent = repositories.filter(({ rollout, unread }) => rollout === null && unread === null).length;
  const unread = repositories.filter((one) => one.unread !== null);
  const rest = governed.slice(MOST_SHOWN);
  return [
    paint("bold", plain(account)),
    ...governed.slice(0, MOST_SHOWN).map((one) => `  ${repositoryLine(one)}`),
    ...(rest.length === 0 ? [] : [`  and ${many(rest.length, "repository", "repositories")} more: ${wordsOf(nowOf(rest))}`]),
    ...(silent === 0 ? [] : [`  ${many(silent, "repository", "repositories")} without a policy: nothing`]),
    ...unread.map(
      ({ repository, unread: why }) => `  ${paint("red", "✗")} ${plain(repository)} could not be read: ${plain(why ?? "", 300)}`,
    ),
    `  ${timeLine(count(nowOf(repositories)), time, writesPerSecond)}`,
  ];
}

function repositoryLine({ repository, enforcement, holdings, rollout }: RolloutRepository): string {
  const open = holdings ? `${many(holdings.issues, "open issue")}, ${many(holdings.pulls, "pull request")}` : "";
  const atMost = holdings?.atMost ? "at most " : "";
  const governed = `${atMost}${many(rollout?.governed ?? 0, "item")} governed`;
  return `${plain(repository)} (${enforcement}): ${open}, ${governed}: ${rollout ? wordsOf(rollout.now) : ""}`;
}

function timeLine(writes: number, { writing, reading }: RolloutInstallation["time"], writesPerSecond: number): string {
  const { perMinute, perHour } = paceOf(writesPerSecond || 1);
  const budget = writesPerSecond === 0 ? "unpaced" : `${writesPerSecond} a second, ${perMinute} a minute and ${perHour} an hour`;
  const why =
    reading > writing ? "looking at each open item once within GitHub's 5,000 queries an hour" : `the budget of writes (${budget})`;
  return `${many(writes, "write")}; takes ${lasts(Math.max(writing, reading))} at least, by ${why}`;
}

function lastLines(all: readonly RolloutRepository[], installations: readonly RolloutInstallation[]): string[] {
  const longest = largest(installations.map(({ time }) => Math.max(time.writing, time.reading)));
  const blocking = sum(all.flatMap(({ rollout }) => (rollout ? [rollout.onceBlocking] : [])));
  return [
    `Altogether ${wordsOf(nowOf(all))}. Installations are written to side by side: ${lasts(longest)} at least.`,
    "Checks and comments are written in observe mode, too: a check for each pull request, a comment for each item that is governed. Labels are put on and made only where the policy blocks.",
    ...(count(blocking) === 0 ? [] : [`Once all policies block, that is as much again, and labels: ${wordsOf(blocking)}.`]),
    "What people ask for meanwhile comes on top. Nothing was written now.",
  ];
}

function nowOf(repositories: readonly RolloutRepository[]): FirstWrites {
  return sum(repositories.flatMap(({ rollout }) => (rollout ? [rollout.now] : [])));
}

function writesOf({ rollout }: RolloutRepository): number {
  return rollout ? count(rollout.now) : 0;
}

function wordsOf(writes: FirstWrites): string {
  const { checks, comments, labels, made } = writes;
  const parts = [
    many(checks, "check"),
    many(comments, "comment"),
    ...(labels === 0 ? [] : [`${many(labels, "label")} put on`]),
    ...(made === 0 ? [] : [`${many(made, "label")} made`]),
  ];
  return `${many(count(writes), "write")} (${parts.join(", ")})`;
}

function lasts(ms: number): string {
  const { amount, unit } = roughly(ms);
  return `about ${many(amount, unit)}`;
}

function many(amount: number, one: string, more = `${one}s`): string {
  return `${NUMBER.format(amount)} ${amount === 1 ? one : more}`;
}
