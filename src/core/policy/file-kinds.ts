import { agentFile } from "./kinds/agent.js";
import { configFile } from "./kinds/config.js";
import { contractFile } from "./kinds/contract.js";
import type { FileKind } from "./kinds/kind.js";
import { roleFile } from "./kinds/role.js";
import { templateFile } from "./kinds/template.js";
import { testFile } from "./kinds/test.js";

/**
 * All kinds of file that people write for Baton, in the order in which a policy is made of them and its changes are told. What GitHub is asked
 * for, which paths are policy, the folder's reading, JSON Schemas and the reference follow from it.
 */
export const FILE_KINDS: readonly FileKind[] = [configFile, roleFile, templateFile, contractFile, agentFile, testFile];
