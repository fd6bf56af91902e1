import { once } from "node:events";
import { createServer, type Socket } from "node:net";

export type HeldCompile = {
  /** What a build script has to do to wait, in Rust. */
  wait: string;
  /** How many wait now; one whose process is killed does so no more. */
  waiting: () => number;
  /** Lets go what waits, and what comes later. */
  release: () => void;
};

/**
 * Keeps cargo busy for as long as a test needs it, and no longer: a build script asks this process, for builds are on
 * their engine's network. Where the engine is on another machine the script waits for some seconds instead.
 */
export async function holdCompiles(): Promise<HeldCompile> {
  const waiting = new Set<Socket>();
  let isReleased = false;
  const server = createServer((socket) => {
    if (isReleased) return socket.destroy();
    waiting.add(socket);
    // A build that is stopped breaks its connection, and who does not read hears nothing of that.
    socket.resume().on("error", () => {});
    socket.on("close", () => waiting.delete(socket));
  });
  server.unref().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    wait: `match std::net::TcpStream::connect("127.0.0.1:${port}") {
        Ok(mut held) => drop(std::io::Read::read(&mut held, &mut [0])),
        Err(_) => std::thread::sleep(std::time::Duration::from_secs(15)),
    }`,
    waiting: () => waiting.size,
    release: () => {
      isReleased = true;
      for (const socket of waiting) socket.destroy();
    },
  };
}
