import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { env } from "../../lib/env.ts";

const settings = z.object({ password: z.string(), port: z.number() });

/** DATABASE_URL, or that of the PostgreSQL which `npm start` runs; undefined where neither is there. */
export function findDatabaseUrl(): string | undefined {
  const { DATABASE_URL, home } = env();
  if (DATABASE_URL) return DATABASE_URL;
  try {
    const { password, port } = settings.parse(JSON.parse(readFileSync(join(home, "postgres.json"), "utf8")));
    return `postgresql://image_diet:${password}@127.0.0.1:${port}/image_diet`;
  } catch {
    return undefined;
  }
}
