import { compareContracts } from "../compare/changes.js";
import { readContract } from "../contract.js";
import { crossCheck } from "../cross-check.js";
import { mergeContracts } from "../organisation/contracts.js";
import { openAs } from "../open-as.js";
import { CONTRACTS } from "../paths.js";
import type { ReadContract } from "../read-contract.js";
import { roleSystemsOf } from "../roles/role-system.js";
import type { PolicyFile } from "../source-file.js";
import { contractJsonSchema } from "./contract-json-schema.js";
import type { FileKind, Reading } from "./kind.js";

/** A contract for one boundary each. */
export const contractFile: FileKind = {
  id: "contract",
  title: "Contracts",
  noun: "contract",
  summary: "What context must travel over one stage boundary, and who must take it over.",
  paths: [`${CONTRACTS}/*.yml`, `${CONTRACTS}/*.yaml`],
  ownFolder: CONTRACTS,
  isRule: true,
  schema: { file: "contract.schema.json", make: contractJsonSchema },
  policy: {
    read: (files, reading) => ({ read: files.flatMap((file) => readOne(file, reading)) }),
    check: ({ read, configFile, roles }, config) => crossCheck(read, config, { configFile, described: roles.map(({ role }) => role.id) }),
    inForce(own, above, soFar) {
      if (!above) return { ...soFar, contracts: own.read.map(({ contract }) => contract) };
      const contracts = above.read.map(({ contract }) => contract);
      const described = roleSystemsOf(soFar).map(({ id }) => id);
      crossCheck(above.read, soFar.config, { described });
      crossCheck(own.read, soFar.config, { others: contracts, described });
      return { ...soFar, ...mergeContracts({ contracts, places: soFar.places }, own.read, own.places, soFar.config) };
    },
    compare: compareContracts,
  },
};

function readOne(file: PolicyFile, { problems, checks }: Reading): ReadContract[] {
  const opened = openAs("contract", file, problems);
  const contract = opened ? readContract(opened, checks) : null;
  return opened && contract ? [{ file: opened, contract }] : [];
}
