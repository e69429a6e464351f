import { randomUUID } from "node:crypto";
import { installationOf } from "../state/app.js";
import type { HubEvent } from "../state/events.js";
import { nextId } from "../state/world.js";
import type { World } from "../state/world.js";
import { headersOf, post } from "./delivery.js";
import type { Delivery } from "./delivery.js";
import { payloadOf } from "./payload.js";
import { arrange } from "./release.js";
import type { ReleaseOptions } from "./release.js";

// GitHub sends these to every App; they need no subscription.
const ALWAYS = new Set(["installation", "installation_repositories", "github_app_authorization"]);

/** The App's one webhook: turns events into signed posts, one after the other, in the background. */
export class Webhooks {
  /** Every delivery that was attempted, oldest first. */
  readonly log: Delivery[] = [];
  #world: World;
  #url: string | null = null;
  #waiting: Delivery[] = [];
  #held: Delivery[] | null = null;
  #running = false;
  #idle: (() => void)[] = [];

  constructor(world: World) {
    this.#world = world;
    world.publish = (event) => this.#take(event);
  }

  /** Sets where deliveries go; until then nothing is sent or kept. */
  sendTo(url: string | null): void {
    this.#url = url;
  }

  /** Where deliveries go. */
  get url(): string | null {
    return this.#url;
  }

  /** Keeps deliveries back from now on. */
  hold(): void {
    this.#held ??= [];
  }

  /** What is being kept back. */
  get held(): readonly Delivery[] {
    return this.#held ?? [];
  }

  /** Sends what was kept back, in the asked order, some twice or not at all, and keeps nothing back any more. */
  release(options: ReleaseOptions = {}): void {
    const held = this.#held ?? [];
    this.#held = null;
    this.#waiting = [...this.#waiting, ...arrange(held, options)];
    void this.#run();
  }

  /** Sends an earlier delivery again under its own guid. Returns false when there is no such delivery. */
  redeliver(id: number): boolean {
    const original = this.log.find((one) => one.id === id);
    if (!original) return false;
    this.#enqueue({ ...original, ...this.#fresh(), redelivery: true });
    return true;
  }

  /** True when somebody is told of events. */
  get isHeard(): boolean {
    return this.#url !== null;
  }

  /** Resolves when nothing waits to be sent or is under way. What is held back does not count. */
  idle(): Promise<void> {
    if (!this.#running && this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #take(event: HubEvent): void {
    if (this.#url === null || !this.#wanted(event)) return;
    const payload = payloadOf(this.#world, event);
    const installation = payload["installation"] as { id: number } | undefined;
    if (!installation) return;
    const partial = { guid: randomUUID(), event: event.event, body: JSON.stringify(payload) };
    const { app } = this.#world;
    this.#enqueue({
      ...partial,
      ...this.#fresh(),
      action: event.action,
      redelivery: false,
      installationId: installation.id,
      repositoryId: event.repository?.id ?? null,
      requestHeaders: headersOf(partial, app.id, app.webhookSecret),
    });
  }

  #wanted(event: HubEvent): boolean {
    if (ALWAYS.has(event.event)) return true;
    if (!this.#world.app.events.includes(event.event)) return false;
    const installation = event.repository ? installationOf(this.#world, event.repository) : undefined;
    return installation?.suspendedAt == null;
  }

  #fresh(): Pick<Delivery, "id" | "deliveredAt" | "durationSeconds" | "statusCode" | "status" | "responseBody" | "responseHeaders"> {
    const { id } = nextId(this.#world, "DL");
    return {
      id,
      deliveredAt: this.#world.now(),
      durationSeconds: 0,
      statusCode: 0,
      status: "pending",
      responseBody: "",
      responseHeaders: {},
    };
  }

  #enqueue(delivery: Delivery): void {
    if (this.#held) this.#held.push(delivery);
    else this.#waiting.push(delivery);
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      this.log.push(next);
      if (this.#url !== null) await post(this.#url, next);
    }
    this.#running = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
