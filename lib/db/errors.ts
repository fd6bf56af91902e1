import { AppError } from "../errors.ts";

/** Prisma's codes for a server that cannot be reached, hung up or has no connection to spare. */
const PRISMA_UNAVAILABLE = new Set([
  "P1000",
  "P1001",
  "P1002",
  "P1003",
  "P1008",
  "P1011",
  "P1017",
  "P2024",
  "P2028",
]);
/** PostgreSQL's: connection exceptions (08), shutting down or starting (57P), too many connections, no such database. */
const SQLSTATE_UNAVAILABLE = /^(08...|57P0[1-5]|53300|3D000)$/;
const SYSTEM_UNAVAILABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EHOSTUNREACH",
]);
const ADAPTER_UNAVAILABLE = new Set([
  "DatabaseNotReachable",
  "DatabaseDoesNotExist",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
  "TlsConnectionError",
]);
const MESSAGE_UNAVAILABLE =
  /Connection terminated|Query read timeout|terminating connection|timeout exceeded when trying to connect|server closed the connection|the database system is|Can't reach database server|Unable to start a transaction|Transaction already closed/i;

function text(value: unknown, key: string): string {
  if (typeof value !== "object" || value === null || !(key in value)) return "";
  const found: unknown = Reflect.get(value, key);
  return typeof found === "string" ? found : "";
}

/** Whether an error means that PostgreSQL cannot be reached now: the same call may succeed later. */
export function isDatabaseUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 5) return false;
  if (error instanceof AppError) return error.code === "database-unavailable";
  const code = text(error, "code");
  if (PRISMA_UNAVAILABLE.has(code) || SQLSTATE_UNAVAILABLE.test(code) || SYSTEM_UNAVAILABLE.has(code))
    return true;
  if (SQLSTATE_UNAVAILABLE.test(text(error, "originalCode"))) return true;
  if (ADAPTER_UNAVAILABLE.has(text(error, "kind"))) return true;
  if (text(error, "name") === "PrismaClientInitializationError") return true;
  if (MESSAGE_UNAVAILABLE.test(text(error, "message"))) return true;
  return causesOf(error).some((each) => isDatabaseUnavailable(each, depth + 1));
}

/** Where Prisma keeps what the driver said. */
function causesOf(error: object): unknown[] {
  const meta: unknown = Reflect.get(error, "meta");
  const nested = [Reflect.get(error, "cause"), Reflect.get(error, "driverAdapterError"), meta];
  if (typeof meta === "object" && meta !== null) nested.push(Reflect.get(meta, "driverAdapterError"));
  return nested;
}

const DISK_FULL = "53100";

/** Whether PostgreSQL found no room on its disk: the same call may succeed once there is. */
export function isDatabaseFull(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 5) return false;
  if ([text(error, "code"), text(error, "originalCode")].includes(DISK_FULL)) return true;
  return causesOf(error).some((each) => isDatabaseFull(each, depth + 1));
}

/** Whether an insert or update ran into a unique index. */
export function isUniqueViolation(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (text(error, "code") === "P2002") return true;
  const meta: unknown = Reflect.get(error, "meta");
  return text(error, "code") === "P2010" && JSON.stringify(meta ?? "").includes("23505");
}

/** database-unavailable or disk-full for an error that means that; any other error as it is. */
export function toDatabaseError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (isDatabaseFull(error)) {
    const text =
      "The disk that PostgreSQL writes to is full, so nothing was stored. Free some space, then try again.";
    return new AppError("disk-full", text, { cause: error });
  }
  if (!isDatabaseUnavailable(error)) return error;
  const message =
    text(error, "code") === "3D000"
      ? "The database that DATABASE_URL names does not exist. Create it, then try again."
      : "PostgreSQL cannot be reached. Check that it runs, then try again.";
  return new AppError("database-unavailable", message, { cause: error });
}

/** Runs a verb's queries; a database that is away becomes database-unavailable. */
export async function withDatabaseErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toDatabaseError(error);
  }
}
