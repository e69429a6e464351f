import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** One address before several web processes, as a load balancer would be. */
export interface Balancer {
  url: string;
  /** The processes' addresses; may change at any time. */
  targets: string[];
  close(): Promise<void>;
}

/** Starts it: requests go to the targets in turn; one that cannot be reached is passed over. */
export async function startBalancer(): Promise<Balancer> {
  let turn = 0;
  const balancer: Balancer = {
    url: "",
    targets: [],
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      for (let tries = balancer.targets.length; tries > 0; tries -= 1) {
        const target = balancer.targets[turn++ % balancer.targets.length];
        const answer = await fetch(`${target}${request.url}`, { method: "POST", body, headers: passedOn(request) }).catch(() => null);
        if (answer) return response.writeHead(answer.status).end(await answer.text());
      }
      return response.writeHead(502).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  balancer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return balancer;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function passedOn(request: IncomingMessage): Record<string, string> {
  const kept = Object.entries(request.headers).filter(([name]) => name === "content-type" || name.startsWith("x-"));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
