import { describe, expect, it } from "vitest";
import { findRefusal } from "./find-refusal.ts";

describe("findRefusal", () => {
  it.each([
    ["GET", "/api/v1/runs"],
    ["HEAD", "/api/v1/runs/7"],
    ["POST", "/api/v1/services/upload"],
    ["PATCH", "/api/v1/services/ledger"],
    ["OPTIONS", "/api/v1/runs"],
    ["GET", "/api/openapi.json"],
  ])("lets %s %s by", (method, path) => {
    expect(findRefusal(method, path)).toBeUndefined();
  });

  it.each(["/api", "/api/v1", "/api/v1/runs/7/builds", "/api/v2/runs", "/api/v1/runs/"])(
    "finds no call %s",
    (path) => {
      expect(findRefusal("GET", path)).toMatchObject({ code: "not-found" });
    },
  );

  it.each([
    ["PUT", "/api/v1/runs", "GET, POST, HEAD, OPTIONS"],
    ["GET", "/api/v1/runs/7/cancel", "POST, OPTIONS"],
    ["DELETE", "/api/v1/services/upload", "POST, OPTIONS"],
    ["PROPFIND", "/api/openapi.json", "GET, HEAD, OPTIONS"],
  ])("refuses %s %s and says what is allowed", (method, path, allow) => {
    expect(findRefusal(method, path)).toMatchObject({ code: "method-not-allowed", detail: { allow } });
  });
});
