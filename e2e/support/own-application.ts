import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../bin/launcher/migrate.mjs";
import { pickPort } from "../../bin/launcher/ports.mjs";
import { startApplication } from "../../bin/testing/services.mjs";
import { onServer } from "../../lib/db/testing/on-server.ts";
import { test } from "./test.ts";

export type OwnApplication = { url: string; home: string; stop: () => Promise<void> };

/** The server that the tests' databases are on; skips the test where there is none. */
export function databaseServer(): string {
  const url = process.env.DATABASE_URL;
  test.skip(!url, "DATABASE_URL is not set, so no application of this test's own can be started");
  return url ?? "";
}

/**
 * Web and worker beside those that all tests share, on the same production build, with a state directory of their own:
 * for what would break the others.
 */
export async function startOwnApplication(
  home: string,
  options: { databaseUrl: string; dockerHost?: string; worker?: boolean },
): Promise<OwnApplication> {
  const { url, stop } = await startApplication({
    home,
    port: await pickPort("127.0.0.1"),
    distDir: process.env.IMAGE_DIET_DIST_DIR ?? ".next",
    dockerHost: undefined,
    trivy: undefined,
    say: () => {},
    ...options,
  });
  return { url, home, stop };
}

/** An empty state directory which borrows the stand-in bases, for they take minutes to assemble. */
export async function makeHome(): Promise<{ home: string; remove: () => Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), "image-diet-e2e-"));
  await mkdir(join(home, "logs"));
  const shared = process.env.IMAGE_DIET_HOME;
  if (shared) await symlink(join(shared, "bases"), join(home, "bases"));
  return { home, remove: () => rm(home, { recursive: true, force: true }) };
}

/** A migrated database in which nothing was built. */
export async function makeDatabase(home: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = databaseServer();
  const name = `e2e_${randomBytes(6).toString("hex")}`;
  await onServer(server, `CREATE DATABASE "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migrate({ DATABASE_URL: url.href, IMAGE_DIET_HOME: home });
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}
