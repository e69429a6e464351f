/** Keeps the policy files that last parsed, by the node id of the repository they are from. */
export interface LastGoodPolicies {
  load(repositoryId: string): Promise<{ files: { path: string; text: string }[]; commit: string } | null>;
  save(repositoryId: string, good: { files: { path: string; text: string }[]; commit: string }): Promise<void>;
}

/** Which organisations' policies cannot be read, for `/readyz`. */
export class PolicyReadiness {
  readonly #unreadable = new Map<string, string>();
  readonly #onChange: (owner: string, reason: string | null) => void;

  /** Takes whom to tell when an owner's policy becomes unreadable (with the reason) or readable again (null). */
  constructor(onChange: (owner: string, reason: string | null) => void = () => {}) {
    this.#onChange = onChange;
  }

  /** Takes an owner and why its policy cannot be read; null when it can. */
  note(owner: string, reason: string | null): void {
    const key = owner.toLowerCase();
    if ((this.#unreadable.get(key) ?? null) === reason) return;
    if (reason === null) this.#unreadable.delete(key);
    else this.#unreadable.set(key, reason);
    this.#onChange(key, reason);
  }

  /** Returns the owners whose policy cannot be read, with the reason. */
  problems(): { owner: string; reason: string }[] {
    return [...this.#unreadable].map(([owner, reason]) => ({ owner, reason }));
  }
}
