// Loaded before everything else: a machine whose clock is wrong by CHAOS_SKEW_MS. Timers go on as they are.
const skew = Number(process.env.CHAOS_SKEW_MS);
const Real = globalThis.Date;
const now = () => Real.now() + skew;
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }
  static now() {
    return now();
  }
};
