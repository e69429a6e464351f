import type { Policy } from "../../../core/policy/types.js";
import type { Chance } from "./chance.js";
import type { Published } from "./published.js";
import { sectionsOf, written, type Section } from "./texts.js";
import { HistoryItem, PEOPLE } from "./world.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long people usually work in a stage before they ask for the next one. */
const WORK: Readonly<Record<string, number>> = { discover: 2.5 * DAY, decide: 3 * DAY, build: 8 * DAY, test: 3 * DAY, ship: 1.5 * DAY };
/** Gates that wait for somebody's word, by the stage that they lead out of. */
const CONFIRMED: Readonly<Record<string, { gate: string; role: string }>> = {
  discover: { gate: "priority", role: "portfolio-owner" },
  build: { gate: "appetite-kept", role: "architect" },
  test: { gate: "ethical-review", role: "ethics-owner" },
};
const REASONS = [
  "I cannot tell from this why the other way was dropped",
  "the regulatory constraint is not answered for exports",
  "this is another problem than the one in the brief",
  "no number says when we are done",
];
/** Of waiting for fresh artefacts. */
const MOST_TRIES = 20;
const HOLDS = ["legal has to look at the data-use agreement first", "the client postponed the pilot"];

interface LifeOptions {
  at: number;
  end: number;
  chance: Chance;
  /** What roles publish; null where none does. */
  published: Published | null;
}

/** Plays the life of one item from a moment on, until it ends or the quarter does. */
export class Life {
  readonly item: HistoryItem;
  readonly #chance: Chance;
  readonly #policy: Policy;
  readonly #published: Published | null;
  readonly #end: number;
  readonly #sections: Readonly<Record<string, readonly Section[]>>;
  #at: number;

  constructor(policy: Policy, number: number, { at, end, chance, published }: LifeOptions) {
    this.#policy = policy;
    this.#published = published;
    this.#chance = chance;
    this.#end = end;
    this.#at = at;
    this.#sections = sectionsOf(new Date(at - 3 * DAY).toISOString().slice(0, 10));
    this.item = new HistoryItem(policy, number, at, published);
    this.item.look();
  }

  /** Stage by stage, as far as the time goes. */
  play(): void {
    for (const stage of this.#policy.lifecycle.stages.map(({ id }) => id)) {
      while (this.item.stage === stage && this.#sections[stage]) if (!this.#cross(stage)) return;
    }
    if (this.#chance.happens(0.7)) this.#act(5 * DAY, () => this.item.close());
  }

  /** Something happens after about so long, and the App looks. Returns false when the quarter is over before. */
  #act(median: number, does: () => void): boolean {
    return this.#actAt(atWork(this.#at + this.#chance.around(median)), does);
  }

  /** The same of what nobody does before the artefacts that the hand-off rests on are fresh. */
  #actOnFresh(stage: string, median: number, does: () => void): boolean {
    const wanted = this.#artefactsOf(stage);
    let at = atWork(this.#at + this.#chance.around(median));
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const fresh = this.#published?.freshFrom(wanted, at) ?? at;
      if (fresh <= at) return this.#actAt(at, does);
      at = atWork(fresh + this.#chance.around(2 * HOUR));
    }
    return false;
  }

  #artefactsOf(stage: string): string[] {
    const gates = this.#policy.contracts.filter(({ stage: { from } }) => from === stage).flatMap((contract) => contract.gates);
    return gates.flatMap(({ check: { kind, params } }) => (kind === "artefact" ? [(params as { artefact: string }).artefact] : []));
  }

  #actAt(at: number, does: () => void): boolean {
    const [from, to] = [this.#at, Math.min(at, this.#end)];
    const turns =
      this.item.state === "resting" ? [] : (this.#published?.turnsOf(this.#artefactsOf(this.item.stage ?? ""), { from, to }) ?? []);
    // What a gate rests on wakes the item.
    for (const turn of turns) {
      this.item.goTo(turn);
      this.item.look();
    }
    this.#at = at;
    if (this.#at >= this.#end) return false;
    this.item.goTo(this.#at);
    does();
    this.item.look();
    return true;
  }

  #cross(stage: string): boolean {
    const [giver, receiver] = this.#sides(stage);
    if (stage === "discover" && this.#chance.happens(0.06)) return this.#act(6 * DAY, () => this.item.close()) && false;
    if (!this.#act(HOUR * 6, () => this.item.assign(giver))) return false;
    const gaps = new Set(this.#chance.happens(0.45) ? this.#gapsOf(stage) : []);
    const asked = this.#act(WORK[stage] ?? DAY, () => {
      this.item.edit(this.#bodyUpTo(stage, gaps));
      if (stage === "build") this.item.merge();
      this.item.comment(giver, "/handoff");
    });
    if (!asked) return false;
    if (gaps.size > 0 && this.#chance.happens(0.1)) return this.#force();
    if (!this.#mend(stage, gaps) || !this.#confirm(stage) || !this.#stop(giver)) return false;
    return this.#takeOver(stage, giver, receiver);
  }

  #sides(stage: string): [giver: string, receiver: string] {
    const contract = this.#policy.contracts.find(({ stage: { from } }) => from === stage);
    // Who writes an item never takes it over: the second of each role does.
    return [PEOPLE[contract?.role.from ?? ""]?.[0] ?? "", PEOPLE[contract?.acknowledge.by ?? ""]?.[1] ?? ""];
  }

  #gapsOf(stage: string): string[] {
    const possible = (this.#sections[stage] ?? []).filter(({ gap }) => gap !== undefined).map(({ gate }) => gate);
    return [this.#chance.oneOf(possible), this.#chance.oneOf(possible)].filter((gate) => gate !== undefined);
  }

  #bodyUpTo(stage: string, gaps: ReadonlySet<string>, note = ""): string {
    const stages = this.#policy.lifecycle.stages.map(({ id }) => id);
    const before = stages.slice(0, stages.indexOf(stage));
    const parts = [...before.map((each) => written(this.#sections[each] ?? [], new Set())), written(this.#sections[stage] ?? [], gaps)];
    return parts.join("\n") + note;
  }

  #mend(stage: string, gaps: Set<string>): boolean {
    for (const gate of gaps) {
      if (this.#chance.happens(0.12)) {
        if (!this.#waive(gate)) return false;
        continue;
      }
      gaps.delete(gate);
      if (!this.#act(16 * HOUR, () => this.item.edit(this.#bodyUpTo(stage, gaps)))) return false;
    }
    return true;
  }

  #waive(gate: string): boolean {
    const day = new Date(this.#at + 10 * DAY).toISOString().slice(0, 10);
    return this.#act(DAY, () =>
      this.item.comment(PEOPLE["portfolio-owner"]?.[0] ?? "", `/waive ${gate} until ${day}: it follows next week`),
    );
  }

  #confirm(stage: string): boolean {
    const wanted = CONFIRMED[stage];
    return !wanted || this.#act(12 * HOUR, () => this.item.comment(PEOPLE[wanted.role]?.[1] ?? "", `/confirm ${wanted.gate}`));
  }

  #stop(giver: string): boolean {
    if (!this.#chance.happens(0.06)) return true;
    const held = this.#act(4 * HOUR, () => this.item.comment(giver, `/hold ${this.#chance.oneOf(HOLDS) ?? ""}`));
    return held && this.#act(2 * DAY, () => this.item.comment(giver, "/unhold"));
  }

  #force(): boolean {
    const [owner, second] = [PEOPLE["portfolio-owner"]?.[0] ?? "", PEOPLE["architect"]?.[1] ?? ""];
    let code = "";
    const asked = this.#act(DAY, () => {
      this.item.comment(owner, "/override");
      for (const { reply } of this.item.look()) if (reply.kind === "override_code") ({ code } = reply);
    });
    const first = asked && this.#act(HOUR / 6, () => this.item.comment(owner, `/override ${code}: the client's deadline does not move`));
    return first && this.#act(HOUR / 6, () => this.item.comment(second, "/confirm override"));
  }

  #takeOver(stage: string, giver: string, receiver: string): boolean {
    if (this.#chance.happens(0.12)) {
      if (!this.#actOnFresh(stage, 14 * HOUR, () => this.item.comment(receiver, `/reject ${this.#chance.oneOf(REASONS) ?? ""}`)))
        return false;
      if (!this.#act(1.2 * DAY, () => this.#answer(stage, giver)) || !this.#confirm(stage)) return false;
    }
    if (this.#chance.happens(0.08) && !this.#slip(stage, receiver)) return false;
    if (!this.#actOnFresh(stage, 10 * HOUR, () => this.item.comment(receiver, "/ack clear enough to go on"))) return false;
    return this.#afterwards(stage, receiver);
  }

  #answer(stage: string, giver: string): void {
    this.item.edit(this.#amended(stage, "The reviewer's question is answered here."));
    this.item.comment(giver, "/handoff");
  }

  /** The body with a sentence more in a section of the stage that is prose. */
  #amended(stage: string, sentence: string): string {
    const prose = (this.#sections[stage] ?? []).find(({ done }) => !done.startsWith("|"));
    return prose ? this.item.body.replace(prose.done, `${prose.done} ${sentence}`) : this.item.body;
  }

  /** An edit between reading and the ack: what was acknowledged is not what stands there. */
  #slip(stage: string, receiver: string): boolean {
    return this.#actOnFresh(stage, 10 * HOUR, () => {
      this.item.comment(receiver, "/ack clear enough to go on");
      this.item.goTo(this.#at);
      this.item.edit(this.#amended(stage, "One more thing was found."));
    });
  }

  #afterwards(stage: string, receiver: string): boolean {
    if (this.#chance.happens(0.07)) {
      const drifted = () => this.item.edit(this.#amended(stage, "This changed after the hand-off."));
      if (!this.#act(1.5 * DAY, drifted)) return false;
    }
    if (this.#chance.happens(0.05)) return this.#act(2 * DAY, () => this.item.comment(receiver, `/handoff ${stage}`));
    return true;
  }
}

/** People act on weekdays, between eight and six. */
function atWork(at: number): number {
  const date = new Date(at);
  const hour = date.getUTCHours();
  if (hour >= 18) date.setUTCHours(32, date.getUTCMinutes());
  if (hour < 8) date.setUTCHours(8 + (hour % 4));
  const day = date.getUTCDay();
  if (day === 6) date.setUTCDate(date.getUTCDate() + 2);
  if (day === 0) date.setUTCDate(date.getUTCDate() + 1);
  return date.getTime();
}
