import { z } from "zod";
import { CONFIG_KEYS } from "./config/keys.js";

type Written = (typeof CONFIG_KEYS)[keyof typeof CONFIG_KEYS]["written"];
type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void ? All : never;

/** `.github/baton.yml` as people write it. */
export const configSchema = z.strictObject({
  version: z.literal(1, "version: 1").describe("Version of this file's format."),
  ...writtenKeys(),
});

export type ConfigData = z.output<typeof configSchema>;

function writtenKeys(): Together<Written> {
  return Object.fromEntries(Object.values(CONFIG_KEYS).flatMap(({ written }) => Object.entries(written))) as Together<Written>;
}
