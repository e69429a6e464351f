import { configChanges } from "../compare/changes.js";
import { compareConfig } from "../compare/config.js";
import { configSchema } from "../config-schema.js";
import { checkOverride, readConfig } from "../config.js";
import { schemaDocument, toJsonSchema } from "../json-schema.js";
import { mergeConfig } from "../organisation/config.js";
import { CONFIG_PATH } from "../paths.js";
import { openFile } from "../source-file.js";
import type { FileKind, Standing } from "./kind.js";

/** The one file that names stages, roles and the rules of the house. */
export const configFile: FileKind = {
  id: "config",
  title: "Configuration",
  noun: "configuration",
  summary: "The stages, the roles and the rules of the house.",
  paths: [CONFIG_PATH],
  isRule: true,
  schema: {
    file: "baton.schema.json",
    make() {
      const { schema, definitions } = toJsonSchema(configSchema, "config");
      return schemaDocument("Baton configuration", schema, definitions);
    },
  },
  policy: {
    read([file], { problems, above }) {
      const opened = file ? openFile(file, problems) : null;
      return { configFile: opened, config: file && !opened ? null : readConfig(opened, above) };
    },
    // Roles may stand in files of their own, which are read after this one.
    check: ({ configFile: file }, config) => checkOverride(file, config, Object.keys(config.roles)),
    inForce(own, above, soFar) {
      if (above) checkOverrides(own, above);
      const contracts = above?.read.map(({ contract }) => contract) ?? [];
      return above ? { ...soFar, ...mergeConfig(above, contracts, own) } : soFar;
    },
    compare: (before, after) => configChanges(compareConfig(before, after), before, after),
  },
};

function checkOverrides(own: Standing, above: Standing): void {
  const roles = Object.keys(above.config.roles);
  checkOverride(above.configFile, above.config, roles);
  checkOverride(own.configFile, own.config, [...Object.keys(own.config.roles), ...roles]);
}
