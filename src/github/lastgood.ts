/** Keeps the policy files that last parsed, by the node id of the repository they are from. */
export interface LastGoodPolicies {
  load(repositoryId: string): Promise<{ files: { path: string; text: string }[]; commit: string } | null>;
  save(repositoryId: string, good: { files: { path: string; text: string }[]; commit: string }): Promise<void>;
}

/** Which organisations' policies cannot be read, for `/readyz`. */
export class PolicyReadiness {
  readonly #unreadable = new Map<string, string>();

  /** Takes an owner and why its policy cannot be read; null when it can. */
  note(owner: string, reason: string | null): void {
    if (reason === null) this.#unreadable.delete(owner.toLowerCase());
    else this.#unreadable.set(owner.toLowerCase(), reason);
  }

  /** Returns the owners whose policy cannot be read, with the reason. */
  problems(): { owner: string; reason: string }[] {
    return [...this.#unreadable].map(([owner, reason]) => ({ owner, reason }));
  }
}
