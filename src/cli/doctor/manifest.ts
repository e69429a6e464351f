import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { parseYaml } from "../../core/yaml/yaml.js";
import type { Grants } from "../../github/setup.js";

const MANIFEST = fileURLToPath(new URL("../../../app.yml", import.meta.url));
const shape = z.object({ default_permissions: z.record(z.string(), z.string()), default_events: z.array(z.string()) });

/** Returns what the App needs, as its manifest says. Throws when the installation lacks it. */
export function manifest(): Grants {
  const read = parseYaml(readFileSync(MANIFEST, "utf8"));
  if (!read.ok) throw new Error(`${MANIFEST} is not plain YAML`);
  const { default_permissions, default_events } = shape.parse(read.data);
  return { permissions: default_permissions, events: default_events };
}
