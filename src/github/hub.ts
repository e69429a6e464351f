import type { Probot } from "probot";
import { Requests } from "./request-counts.js";
import { createCaches, drop } from "./caches.js";
import type { Caches } from "./caches.js";
import { createClient } from "./client.js";
import type { Client, Transport } from "./client.js";
import type { Invalidation } from "./events/doubts.js";
import { appTransport, installationTransport } from "./octokit.js";
import { createPacers, REAL_TIME } from "./pacer.js";
import type { Pacers, Timing } from "./pacer.js";

/** One installation, ready to be asked. */
export interface Connection {
  client: Client;
  caches: Caches;
}

/** All of GitHub that this process talks to. */
export interface Hub {
  /** The App itself: installations and deliveries. */
  app(): Promise<Client>;
  connect(installationId: number): Promise<Connection>;
  /** Forgets what a delivery made doubtful. */
  forget(invalidations: Invalidation[]): void;
  requests: Requests;
  /** Writes that each installation's budget still allows; empty when unpaced. */
  writesLeft(): ReturnType<Pacers["left"]>;
}

export interface HubOptions {
  probot: Probot;
  /** 0 = unpaced. */
  writesPerSecond: number;
  /** In place of pacers of this process alone. */
  pacers?: Pacers | undefined;
  timing?: Timing;
}

/** Requests of the App itself are counted under this number. */
const APP = 0;

/** Takes Probot and the pace of writes; returns the hub. Connections are made once per installation. */
export function createHub({ probot, writesPerSecond, pacers, timing = REAL_TIME }: HubOptions): Hub {
  const requests = new Requests();
  const pacerOf = pacers ?? createPacers(writesPerSecond, timing);
  const connections = new Map<number, Promise<Connection>>();
  const open = async (installationId: number, transport: Promise<Transport>): Promise<Connection> => ({
    client: createClient({ installationId, transport: await transport, pacer: pacerOf(installationId), requests, timing }),
    caches: createCaches(timing.now),
  });
  const connect = (id: number, transport: () => Promise<Transport>) => {
    const known = connections.get(id) ?? open(id, transport());
    connections.set(id, known);
    // A connection that could not be made is tried anew next time.
    known.catch(() => connections.delete(id));
    return known;
  };
  return {
    requests,
    writesLeft: () => pacerOf.left(),
    app: async () => (await connect(APP, () => appTransport(probot))).client,
    connect: async (id) => await connect(id, () => installationTransport(probot, id)),
    forget(invalidations) {
      for (const connection of connections.values())
        connection.then(
          ({ caches }) => drop(caches, invalidations),
          () => {},
        );
    },
  };
}
