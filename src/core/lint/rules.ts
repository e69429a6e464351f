import { agentInRole, radiusWithoutPolicy, undeclaredDefinition } from "./agents/declared.js";
import { agentInWorkflow } from "./agents/in-workflows.js";
import { artefactCycle } from "./artefact-cycle.js";
import { unknownArtefact } from "./unknown-artefact.js";
import { agentHandoff, automaticHandoff } from "./agents/handoffs.js";
import { allTools, directWrites, toolBeyondRadius } from "./agents/tools.js";
import { missingContract, unreachableStage } from "./boundaries.js";
import { contradiction } from "./contradiction.js";
import { tooFewPeople } from "./too-few-people.js";
import { contextHoarding } from "./context-hoarding.js";
import { fifthRisk } from "./fifth-risk.js";
import { hastyCadence } from "./hasty-cadence.js";
import { unknownLevel } from "./levels.js";
import { longChain } from "./long-chain.js";
import { slowCadence } from "./slow-cadence.js";
import { soloOptimisation } from "./solo-optimisation.js";
import { stageLead } from "./stage-lead.js";
import { uncoveredLead } from "./uncovered-lead.js";
import { unengagedRole } from "./unengaged-role.js";
import { unproducedInput } from "./unproduced-input.js";
import { workflowWithoutHandoff } from "./workflow-without-handoff.js";
import { deadlines } from "./deadlines.js";
import { impossibleField } from "./field.js";
import { deadGlob } from "./globs.js";
import { formHeading } from "./form-heading.js";
import { goneInTests } from "./gone-in-tests.js";
import { ignoredFile } from "./ignored.js";
import { impliedBy } from "./implied.js";
import { noContracts } from "./no-contracts.js";
import { overlap } from "./overlap.js";
import { ownWord } from "./own-word.js";
import { people } from "./people.js";
import { preference } from "./preference.js";
import { noAllowedStage } from "./pull-requests.js";
import { repeatedGate } from "./repeated.js";
import { unfilledRole, unusedRole } from "./roles.js";
import type { LintRule } from "./rule.js";
import { tooManyGates } from "./size.js";
import { thirdAcknowledger } from "./third-acknowledger.js";
import { cannotFail } from "./cannot-fail.js";
import { idleTrust } from "./trust.js";
import { deadContract, deadWhen } from "./when.js";

/** Every rule beyond what reading a policy already refuses. A new rule is a file and a line here. */
export const RULES: readonly LintRule[] = [
  // What can never pass.
  contradiction,
  impossibleField,
  impliedBy,
  deadContract,
  deadGlob,
  overlap,
  tooFewPeople,
  noAllowedStage,
  unknownArtefact,
  artefactCycle,
  // What is weaker than it looks.
  people,
  preference,
  cannotFail,
  deadWhen,
  formHeading,
  ownWord,
  thirdAcknowledger,
  repeatedGate,
  tooManyGates,
  idleTrust,
  // What keeps roles from working together.
  unproducedInput,
  soloOptimisation,
  contextHoarding,
  stageLead,
  uncoveredLead,
  unengagedRole,
  slowCadence,
  hastyCadence,
  workflowWithoutHandoff,
  longChain,
  fifthRisk,
  unknownLevel,
  // What is missing around the contracts.
  ignoredFile,
  goneInTests,
  noContracts,
  missingContract,
  unreachableStage,
  unfilledRole,
  unusedRole,
  deadlines,
  // What agents are declared as, and what they are.
  agentInWorkflow,
  agentInRole,
  radiusWithoutPolicy,
  allTools,
  toolBeyondRadius,
  directWrites,
  agentHandoff,
  automaticHandoff,
  undeclaredDefinition,
];
