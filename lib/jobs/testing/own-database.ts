import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { startPostgres } from "@/bin/launcher/postgres.mjs";

/** A PostgreSQL that a test may stop and start; stopped and removed after the file's tests. */
export class OwnDatabase {
  readonly #home = mkdtempSync(join(tmpdir(), "image-diet-postgres-"));
  #server: Awaited<ReturnType<typeof startPostgres>>["server"] | undefined;

  constructor() {
    mkdirSync(join(this.#home, "logs"));
    afterAll(async () => {
      await this.stop();
      rmSync(this.#home, { recursive: true, force: true });
    });
  }

  /** Starts it where it was before. Resolves to its URL. */
  async start(): Promise<string> {
    const quiet = () => {};
    const { url, server } = await startPostgres({ home: this.#home, wait: quiet, say: quiet });
    this.#server = server;
    return url("image_diet");
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = undefined;
  }
}
