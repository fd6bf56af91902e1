import { describe, expect, it } from "vitest";
import { AppError } from "../errors.ts";
import { isDatabaseUnavailable, isUniqueViolation, toDatabaseError, withDatabaseErrors } from "./errors.ts";

const withFields = (message: string, fields: object) => Object.assign(new Error(message), fields);

describe("isDatabaseUnavailable", () => {
  it.each([
    withFields("connect ECONNREFUSED 127.0.0.1:1", { code: "ECONNREFUSED" }),
    withFields("terminating connection due to administrator command", { code: "57P01" }),
    withFields("the database system is starting up", { code: "57P03" }),
    withFields("Raw query failed", {
      code: "P2010",
      meta: { driverAdapterError: { cause: { kind: "ConnectionClosed" } } },
    }),
    withFields("no", { code: "P1001" }),
    new Error("outer", { cause: new Error("Connection terminated unexpectedly") }),
    new AppError("database-unavailable", "away"),
  ])("knows %s", (error) => {
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it.each([
    new Error("boom"),
    withFields("unique", { code: "P2002" }),
    new AppError("not-found", "x"),
    "text",
    null,
  ])("does not take %s for that", (error) => {
    expect(isDatabaseUnavailable(error)).toBe(false);
  });

  it("ends on an error that is its own cause", () => {
    const error = new Error("loop");
    error.cause = error;
    expect(isDatabaseUnavailable(error)).toBe(false);
  });
});

describe("toDatabaseError", () => {
  it("says what to do, and leaves other errors alone", async () => {
    const away = withFields("connect", { code: "ECONNREFUSED" });
    expect(toDatabaseError(away)).toMatchObject({ code: "database-unavailable", cause: away });
    const full = withFields("Raw query failed", {
      code: "P2010",
      meta: { driverAdapterError: { cause: { originalCode: "53100" } } },
    });
    expect(toDatabaseError(full)).toMatchObject({ code: "disk-full", cause: full });
    const other = new Error("boom");
    await expect(withDatabaseErrors(() => Promise.reject(other))).rejects.toBe(other);
  });
});

describe("isUniqueViolation", () => {
  it("knows both of Prisma's ways to say it", () => {
    expect(isUniqueViolation({ code: "P2002" })).toBe(true);
    expect(isUniqueViolation({ code: "P2010", meta: { code: "23505" } })).toBe(true);
    expect(isUniqueViolation({ code: "P2010", meta: { code: "23503" } })).toBe(false);
  });
});
