import { PrismaPg } from "@prisma/adapter-pg";
import { AppError } from "../errors.ts";
import { PrismaClient } from "./client/client.ts";
import type { TransactionClient } from "./client/internal/prismaNamespace.ts";

export type { PrismaClient } from "./client/client.ts";
export { Prisma } from "./client/client.ts";

/** What verbs need of a database: the client itself, or one transaction of it. */
export type Db = PrismaClient;
export type DbTransaction = TransactionClient;

const CONNECT_TIMEOUT_MS = 5000;
/** A server that hangs would keep a page waiting for ever. */
const ANSWER_TIMEOUT_MS = 60_000;

const urls = new WeakMap<Db, string>();

/** The URL that a client was opened with. */
export function urlOf(database: Db): string {
  return urls.get(database) ?? databaseUrl();
}

/**
 * A client of its own for one database; whoever opens it calls `$disconnect`. Connects on first use. A question that has
 * no answer in time, a minute where nothing is said, fails as one to a server that is away.
 */
export function openDb(url: string, options: { connections?: number; answerTimeoutMs?: number } = {}): Db {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: options.connections ?? 10,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS,
      // Finds out of a server whose machine went away without a word.
      keepAlive: true,
    },
    // A server that restarts breaks idle connections; the pool drops them and the next query says what is wrong.
    { onPoolError: () => {}, onConnectionError: () => {} },
  );
  const client = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: CONNECT_TIMEOUT_MS, timeout: 20_000 },
  });
  urls.set(client, url);
  return client;
}

/** DATABASE_URL, or database-unavailable that says what to do. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL?.trim();
  if (url) return url;
  throw new AppError(
    "database-unavailable",
    "DATABASE_URL is not set, so there is no database to ask. `npm start` brings its own; otherwise set DATABASE_URL.",
  );
}

// Next loads a module again on each edit and in each bundle; the pool is the process's.
const holder = globalThis as typeof globalThis & { imageDietDb?: Db };

/** This process's client for DATABASE_URL. Throws database-unavailable where that is not set. */
export function db(): Db {
  holder.imageDietDb ??= openDb(databaseUrl());
  return holder.imageDietDb;
}

/** Closes this process's client, if one was opened. */
export async function closeDb(): Promise<void> {
  const open = holder.imageDietDb;
  delete holder.imageDietDb;
  await open?.$disconnect();
}
