import { z } from "zod";
import { TerminalFault } from "../core/basics/faults.js";
import type { Client } from "./client.js";
import { shaped } from "./shapes.js";

/** Who this App is: its id, to know its check runs, and its slug, to know its acts. */
export interface Identity {
  id: number;
  slug: string;
}

const appShape = z.object({ id: z.number(), slug: z.string().min(1) });

/** Takes the App's own client; returns who it is. Throws a `TerminalFault` when GitHub does not know it. */
export async function identityOf(app: Client): Promise<Identity> {
  const answer = await app.get("GET /app", {});
  if (!answer) throw new TerminalFault("GitHub does not know this App: check APP_ID and PRIVATE_KEY");
  return shaped(appShape, answer.data, "the App itself");
}
