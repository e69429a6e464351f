import type { Question } from "../question.js";
import type { ReportGroup } from "../report.js";
import type { AgentDid } from "../history.js";
import { grouped, isWithin, itemOf } from "../period.js";

/** What may become of what an agent does, in the order in which it is shown. */
const DID = ["within", "beyond", "confirmed", "refused"] as const;

/** The group of bots that no file declares: no agent's id has a space. */
const UNDECLARED = "undeclared bots";

/** What each agent did within and beyond what it may, what was confirmed of it and what refused. */
export function agents({ items, period }: Question): ReportGroup[] {
  const all = items
    .flatMap((item) => item.agents.map((done) => ({ item, done })))
    .filter(({ done }) => isWithin(period, done.at))
    .toSorted((a, b) => a.done.at - b.done.at);
  const groups = grouped(all, ({ done }) => done.agent ?? UNDECLARED);
  return [...groups.keys()].toSorted().map((key) => {
    const those = groups.get(key) ?? [];
    const series = DID.map((did) => ({ key: did, value: those.filter(({ done }) => done.did === did).length }));
    return { key, n: those.length, value: those.length, series, items: those.map(({ item, done }) => itemOf(item, done.at, noteOf(done))) };
  });
}

function noteOf({ did, why }: AgentDid): { note?: string } {
  return why.length === 0 ? {} : { note: `${did}: ${why.join(", ")}` };
}
