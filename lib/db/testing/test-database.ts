import { randomBytes } from "node:crypto";
import { afterAll } from "vitest";
import { onServer } from "./on-server.ts";

/**
 * The URL of an empty database of its own on the server of DATABASE_URL, dropped after the file's tests; an empty
 * string, said aloud, where DATABASE_URL is not set.
 */
export async function testDatabaseUrl(): Promise<string> {
  const server = process.env.DATABASE_URL;
  if (!server) {
    console.warn("SKIPPED: DATABASE_URL is not set; these tests need a PostgreSQL of their own.");
    return "";
  }
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(server, `CREATE DATABASE "${name}"`);
  afterAll(() => onServer(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
