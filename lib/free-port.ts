import { once } from "node:events";
import { createServer } from "node:net";
import { AppError } from "./errors.ts";

/** A port on loopback that nobody listens on at this moment. Throws internal where the system gives none. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string")
    throw new AppError("internal", "The system gave no port.");
  return address.port;
}
