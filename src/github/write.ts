import { z } from "zod";
import { TemporaryFault } from "../core/basics/faults.js";
import type { Client, Parameters } from "./client.js";
import { shaped } from "./shapes.js";

const written = z.object({ id: z.number() });

/** Changes what is there; returns its id. Throws a `TemporaryFault` when it is gone: it is made anew. */
export async function update(client: Client, route: string, parameters: Parameters): Promise<number> {
  const answer = await client.write(route, parameters, [404, 410]);
  if (answer === null) throw new TemporaryFault(`What ${route} should change is gone: it is made anew`);
  return idOf(answer);
}

const numbered = z.object({ number: z.number() });

/** Takes what GitHub answered when an issue was made; returns its number. */
export function numberOf(answer: unknown): number {
  return shaped(numbered, answer, "a new issue").number;
}

/** Takes what GitHub answered to a write; returns the id of what was written. */
export function idOf(answer: unknown): number {
  return shaped(written, answer, "a write").id;
}
