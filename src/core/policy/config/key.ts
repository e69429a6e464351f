import type { z } from "zod";
import type { Difference, Ruled } from "../compare/difference.js";
import type { SourceFile } from "../source-file.js";
import type { Config, Place, Stage } from "../types.js";

/** A configuration as read; without a file it is all defaults. */
export interface ReadConfig {
  configFile: SourceFile | null;
  config: Config;
  places: Record<string, Place>;
}

/** A part that a repository takes from its organisation, or says for itself, as one. */
export interface Unit {
  /** Dotted path of the key it is written under. */
  key: string;
  take(merged: Config, own: Config): Config;
  /** True where the organisation leaves the word to the repository; left out: only where it has no configuration. */
  isFree?(above: ReadConfig, hasContracts: boolean): boolean;
}

/** What the meaning of a key may rest on, beside what is written under it. */
export interface Around {
  stages: Stage[];
  /** False where the stages are a preset's. */
  hasOwnStages: boolean;
  timezone: string;
}

/** All that has to be decided of a part of the configuration: how it is written, what it means, who may change it, what a change does. */
export interface ConfigKey<K extends keyof Config, W extends z.ZodRawShape> {
  /** The keys of the file that it is made of, and what they may hold. */
  written: W;
  /** Takes what was written, checked; returns what it means. */
  build(data: z.output<z.ZodObject<W>>, around: Around): Config[K];
  /** In the order in which they are taken over; those of a part with names of people's own follow from what they wrote. */
  units: readonly Unit[] | ((own: Config) => readonly Unit[]);
  /** What a change of it does: nothing said, nothing changes. */
  compare(before: Ruled, after: Ruled): Difference[];
}

/** Takes the name of a part and what is to be decided of it; returns that. Without `units` it is taken over as a whole. */
export function configKey<K extends keyof Config, W extends z.ZodRawShape>(
  name: K,
  { units, ...key }: Omit<ConfigKey<K, W>, "units"> & Partial<Pick<ConfigKey<K, W>, "units">>,
): ConfigKey<K, W> {
  const whole = Object.keys(key.written).map((written): Unit => ({ key: written, take: (a, b) => ({ ...a, [name]: b[name] }) }));
  return { ...key, units: units ?? whole };
}
