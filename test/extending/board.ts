import type { StageEvent, StageSource } from "../../src/core/stages/stage-source.js";

/** Stages on a board that knows who moved which card where, and when. */
export const board = { shown: [] as string[], moves: [] as (StageEvent & { to: string })[] };

/** Reads them; what it would write is its own business. */
export const boardSource: StageSource = {
  shown: (_item, { stages }) => stages.filter(({ id }) => board.shown.includes(id)),
  wished: (_snapshot, stage) => board.moves.findLast(({ to }) => to === stage.id) ?? null,
  taken: () => null,
  since: ({ item }) => item.createdAt,
  wishers: () => board.moves.flatMap(({ actor }) => (actor ? [actor.login] : [])),
  show: () => ({ add: [], remove: [] }),
  labels: () => [],
};
