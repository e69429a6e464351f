import { load, type Borne } from "./load.js";
import { issuePayloads } from "./payloads.js";
import { embeddedSubject, postgresSubject, probotSubject, SECRET, type Subject } from "./subjects.js";
import { median, printTable, quantile, say } from "./table.js";

const ROUNDS = 5;
const ROUND_MS = 4_000;
const CONCURRENCY = 32;
const ITEMS = 200;
/** Makes payloads of 8 to 12 KB. */
const BODY_BYTES = 2_000;

interface Measured {
  subject: Subject;
  rounds: (Borne & { cpuMs: number })[];
}

/**
 * Measures Baton's intake beside a bare Probot that keeps nothing: requests per second, processor time of the server's process, latency.
 * They are loaded in turns, so that what else the machine does meets all of them.
 */
export async function intakes(scale: number): Promise<string[]> {
  const payloads = issuePayloads(SECRET, { items: ITEMS, bodyBytes: BODY_BYTES });
  const postgres = await postgresSubject();
  if (typeof postgres === "string") say(`Without PostgreSQL: ${postgres}`);
  const subjects = [await probotSubject(), await embeddedSubject(), ...(typeof postgres === "string" ? [] : [postgres])];
  const measured: Measured[] = subjects.map((subject) => ({ subject, rounds: [] }));
  try {
    for (const { child } of subjects) await load({ url: child.url, payloads, concurrency: CONCURRENCY, forMs: ROUND_MS * scale });
    for (let round = 0; round < ROUNDS; round += 1)
      for (const one of measured) one.rounds.push(await oneRound(one.subject, payloads, ROUND_MS * scale));
  } finally {
    for (const subject of subjects) await subject.remove();
  }
  print(
    measured,
    payloads.map(({ body }) => body.length),
  );
  return measured.flatMap(({ subject, rounds }) => problems(subject.name, rounds));
}

async function oneRound(
  { child }: Subject,
  payloads: ReturnType<typeof issuePayloads>,
  forMs: number,
): Promise<Measured["rounds"][number]> {
  const before = await child.usage();
  const borne = await load({ url: child.url, payloads, concurrency: CONCURRENCY, forMs });
  return { ...borne, cpuMs: (await child.usage()).cpuMs - before.cpuMs };
}

function problems(name: string, rounds: Measured["rounds"]): string[] {
  const failures = rounds.reduce((sum, round) => sum + round.failures, 0);
  return failures > 0 ? [`${name} refused ${failures} deliveries`] : [];
}

function ratesOf(rounds: Measured["rounds"]): number[] {
  return rounds.map((round) => round.requests / round.seconds);
}

/** Processor time of a request, in milliseconds. */
function cpuOf(rounds: Measured["rounds"]): number {
  return rounds.reduce((sum, round) => sum + round.cpuMs, 0) / rounds.reduce((sum, round) => sum + round.requests, 0);
}

function print(measured: Measured[], sizes: number[]): void {
  const heads = [
    "intake",
    "requests/s",
    "× bare",
    "of all rounds",
    "CPU ms/request",
    "× bare",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "requests",
    "refused",
  ];
  const bare = measured[0]?.rounds ?? [];
  const rows = measured.map(({ subject, rounds }) => {
    const rates = ratesOf(rounds).toSorted((a, b) => a - b);
    const latencies = rounds.flatMap((round) => round.latencies);
    const total = rounds.reduce((sum, round) => sum + round.requests, 0);
    return [
      subject.name,
      median(rates).toFixed(0),
      (median(rates) / median(ratesOf(bare))).toFixed(2),
      `${rates[0]?.toFixed(0)} to ${rates.at(-1)?.toFixed(0)}`,
      cpuOf(rounds).toFixed(2),
      (cpuOf(rounds) / cpuOf(bare)).toFixed(2),
      ...[0.5, 0.95, 0.99].map((share) => quantile(latencies, share).toFixed(1)),
      String(total),
      String(rounds.reduce((sum, round) => sum + round.failures, 0)),
    ];
  });
  const size = `${(Math.min(...sizes) / 1024).toFixed(1)} to ${(Math.max(...sizes) / 1024).toFixed(1)} KB`;
  printTable(`Intake: signed issue deliveries of ${size}, ${CONCURRENCY} at a time, ${ROUNDS} rounds in turns`, heads, rows);
}
