/** Epoch milliseconds. */
export type Time = number;

/** A fact that was read, or the reason why it could not be. Unknown never counts as good news. */
export type Known<T> = { known: true; value: T } | { known: false; reason: string };
