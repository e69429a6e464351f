import type { Who } from "../core/handoff/commands/define.js";

/** What the roles are called where it is told: by the people of one item, or in general. */
export interface Named {
  giver: string;
  receiver: string;
  supplier: string;
  override: string;
  waiver: string;
}

/** The roles where no item is spoken of. */
export const IN_GENERAL: Named = {
  giver: "the giving role",
  receiver: "the receiving role",
  supplier: "the gate's role",
  override: "the override roles",
  waiver: "the override role",
};

const WHO: { [W in Who]: (named: Named) => string } = {
  anyone: () => "anyone who may comment",
  giver: ({ giver }) => giver,
  requester_or_giver: ({ giver }) => `the requester, or ${giver}`,
  receiver: ({ receiver }) => receiver,
  independent_receiver: ({ receiver }) => `${receiver}; not the author or the requester`,
  named: () => "every role that the contract names",
  holder_or_override: ({ waiver }) => (waiver === "" ? "whoever held it" : `whoever held it, or ${waiver}`),
  supplier: ({ supplier }) => `${supplier}; not the author`,
  override: ({ override }) => override,
  waiver: ({ waiver }) => waiver,
};

/** Who may use a command, in words. */
export function whoWords(who: Who, named: Named): string {
  return WHO[who](named);
}
