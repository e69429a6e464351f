import type { Lease, Store } from "../../store/store.js";
import type { RequestHandler } from "../intake/intake.js";
import type { Meter, RunResult } from "../../telemetry/meter.js";

type Failure = Parameters<Store["fail"]>[1];

/** Takes a store; returns it with what intake and workers do through it counted. */
export function meteredStore(store: Store, meter: Meter, now: () => number): Store {
  const claimed = new WeakMap<Lease, number>();
  const ended = (lease: Lease, result: RunResult, held: boolean): boolean => {
    meter.run(lease.key.kind, held ? result : "lost", Math.max(0, now() - (claimed.get(lease) ?? now())) / 1000);
    return held;
  };
  return {
    ...store,
    async acceptDelivery(delivery, ...what) {
      const result = await store.acceptDelivery(delivery, ...what);
      meter.delivery(delivery.event, result);
      return result;
    },
    async claim(...args) {
      const lease = await store.claim(...args);
      if (lease) claimed.set(lease, now());
      return lease;
    },
    finish: async (lease, end) => ended(lease, "done", await store.finish(lease, end)),
    fail: async (lease, failure) => ended(lease, resultOf(failure), await store.fail(lease, failure)),
  };
}

function resultOf(failure: Failure): RunResult {
  if ("dead" in failure) return "parked";
  return failure.pauseUntil === undefined ? "retried" : "waiting";
}

/** Takes the webhook handler; returns it with the deliveries it did not take counted. */
export function meteredIntake(handler: RequestHandler, meter: Meter): RequestHandler {
  return async (request, response) => {
    await handler(request, response);
    if (response.statusCode >= 500) meter.delivery(null, "failed");
    else if (response.statusCode >= 400) meter.delivery(null, "refused");
  };
}
