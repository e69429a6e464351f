/** Repositories in which somebody acted with a login that their policy wrote for another account; for `/readyz`. */
export class TakenLogins {
  /** Repository -> how its policy names people. */
  readonly #words = new Map<string, string>();
  /** Repository -> its owner. */
  readonly #taken = new Map<string, string>();
  readonly #onChange: (owner: string, taken: boolean) => void;

  /** Takes whom to tell when this begins or ends to be so for an owner. */
  constructor(onChange: (owner: string, taken: boolean) => void = () => {}) {
    this.#onChange = onChange;
  }

  /** Takes a repository and how its policy names people now: what was noted under other words is over. */
  keep(repositoryId: string, words: string): void {
    const before = this.#words.get(repositoryId);
    this.#words.set(repositoryId, words);
    const owner = this.#taken.get(repositoryId);
    if (before === words || owner === undefined) return;
    this.#taken.delete(repositoryId);
    if (![...this.#taken.values()].includes(owner)) this.#onChange(owner, false);
  }

  /** Notes that somebody acted with such a login. */
  note(repositoryId: string, owner: string): void {
    if (this.#taken.get(repositoryId) === owner) return;
    this.#taken.set(repositoryId, owner);
    this.#onChange(owner, true);
  }
}
