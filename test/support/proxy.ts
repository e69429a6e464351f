import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

/** A proxy on loopback that connects names of its own, and counts. */
export interface CountingProxy {
  /** `127.0.0.1:PORT` */
  host: string;
  /** What it was asked to connect to, in order. */
  asked: string[];
  /** What it was asked with, in order; "" for nothing. */
  with: string[];
  close(): Promise<void>;
}

/** Takes which hosts it knows, as `HOST:PORT` to a port on loopback, and what it wants to be asked with; returns the proxy. */
export async function countingProxy(hosts: Record<string, number>, credentials?: string): Promise<CountingProxy> {
  const proxy: Omit<CountingProxy, "close"> = { host: "", asked: [], with: [] };
  const open = new Set<Socket>();
  const server: Server = createServer((_request, response) => response.writeHead(501).end());
  server.on("connect", (request, socket: Socket) => {
    proxy.asked.push(request.url ?? "");
    proxy.with.push(request.headers["proxy-authorization"] ?? "");
    open.add(socket);
    socket.on("error", () => {}).on("close", () => open.delete(socket));
    const wanted = credentials === undefined ? "" : `Basic ${Buffer.from(credentials).toString("base64")}`;
    if (proxy.with.at(-1) !== wanted) return void socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    const port = hosts[request.url ?? ""];
    if (port === undefined) return void socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    const further = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      further.pipe(socket);
      socket.pipe(further);
    });
    further.on("error", () => socket.destroy()).on("close", () => socket.destroy());
    socket.on("close", () => further.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(proxy, {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
