import { load } from "./load.js";
import { issuePayloads } from "./payloads.js";
import { embeddedSubject, SECRET } from "./subjects.js";
import type { Usage } from "./child.js";
import { printTable } from "./table.js";

const DELIVERIES = 100_000;
const STEPS = 10;
const CONCURRENCY = 32;
/** How much more than at the beginning may be held at the end. */
const FLAT = 1.1;
/** On a machine that is busy otherwise this part ends early, and says so. */
const LONGEST_MS = 300_000;

interface Sample extends Usage {
  after: number;
  seconds: number;
}

/** Sends very many deliveries to Baton's intake and looks at its memory in between, each time after a garbage collection. */
export async function memory(scale: number): Promise<string[]> {
  const payloads = issuePayloads(SECRET, { items: 200, bodyBytes: 2_000 });
  const subject = await embeddedSubject();
  const samples: Sample[] = [{ after: 0, seconds: 0, ...(await subject.child.usage(true)) }];
  const end = performance.now() + LONGEST_MS;
  let failures = 0;
  try {
    for (let step = 1; step <= STEPS && performance.now() < end; step += 1) {
      const count = (DELIVERIES * scale) / STEPS;
      const borne = await load({ url: subject.child.url, payloads, concurrency: CONCURRENCY, count });
      failures += borne.failures;
      samples.push({ after: step * count, seconds: borne.seconds, ...(await subject.child.usage(true)) });
    }
  } finally {
    await subject.remove();
  }
  const rows = samples.map(({ after, rssMb, heapMb, seconds }) => [String(after), rssMb.toFixed(0), heapMb.toFixed(1), seconds.toFixed(1)]);
  printTable("Memory of the intake, embedded SQLite, after garbage collection", ["deliveries", "RSS MB", "heap MB", "seconds"], rows);
  return [...(failures > 0 ? [`${failures} deliveries were refused`] : []), ...(scale < 1 ? [] : growth(samples))];
}

/** A collection leaves more or less behind: the least of three samples is compared, early and late. */
function growth(samples: Sample[]): string[] {
  if (samples.length <= STEPS) return [`only ${samples.at(-1)?.after ?? 0} of ${DELIVERIES} deliveries in ${LONGEST_MS / 1000} s`];
  return (["rssMb", "heapMb"] as const).flatMap((name) => {
    const least = (some: Sample[]) => Math.min(...some.map((sample) => sample[name]));
    const [early, late] = [least(samples.slice(1, 4)), least(samples.slice(-3))];
    return late > early * FLAT ? [`${name} grew from ${early.toFixed(1)} to ${late.toFixed(1)}`] : [];
  });
}
