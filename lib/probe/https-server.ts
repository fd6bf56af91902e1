import { once } from "node:events";
import { createServer } from "node:https";
import { makeCertificates } from "./certificate.ts";

export type HttpsServer = {
  url: string;
  /** The authority that signed its certificate, in PEM. */
  authority: string;
  close: () => Promise<void>;
};

/** An HTTPS server on loopback whose authority nobody knows. */
export async function startHttpsServer(): Promise<HttpsServer> {
  const { authority, certificate, key } = makeCertificates(new Date());
  const server = createServer({ cert: certificate, key }, (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
  });
  // a client that does not trust it breaks off
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `https://127.0.0.1:${port}/`,
    authority,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
