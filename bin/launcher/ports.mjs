import { createServer } from "node:net";
import { EXIT, errorCode, LaunchFailure } from "./failure.mjs";

/**
 * The first port from `wanted` on that can be listened on.
 * @param {string} host
 * @param {number} wanted
 */
export async function findFreePort(host, wanted) {
  for (let port = wanted; port <= Math.min(wanted + 200, 65535); port += 1) {
    if (await canListen(host, port)) return port;
  }
  throw new LaunchFailure(
    `No port from ${wanted} on is free at ${host}: choose another one with --port.`,
    EXIT.badInput,
  );
}

/** A port that the system picks. @param {string} host @returns {Promise<number>} */
export function pickPort(host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function canListen(host, port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", (error) => {
      const code = errorCode(error);
      if (code === "EADDRINUSE" || code === "EACCES") return resolve(false);
      if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
        return reject(
          new LaunchFailure(`HOST=${host} is no address of this machine: correct it.`, EXIT.badInput),
        );
      }
      reject(error);
    });
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
