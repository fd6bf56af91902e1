import { describe, expect, it } from "vitest";
import { guardRequest } from "./guards.ts";
import { toTokenCookie } from "./token.ts";

const local = { HOST: "127.0.0.1" };
const guarded = { HOST: "0.0.0.0", IMAGE_DIET_TOKEN: "s3cret; ✓" };
const check = (headers: Record<string, string>, isMutation: boolean, settings = local) =>
  guardRequest(new Headers({ host: "127.0.0.1:3000", ...headers }), isMutation, settings);

describe("guardRequest", () => {
  it("lets programs and the own pages through on loopback", () => {
    expect(() => check({}, true)).not.toThrow();
    expect(() =>
      check({ origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" }, true),
    ).not.toThrow();
  });

  it("refuses a rebound host name on reads as well", () => {
    expect(() => check({ host: "evil.example" }, false)).toThrowError(
      expect.objectContaining({ code: "forbidden" }),
    );
    expect(() => check({ host: "evil.example", origin: "http://evil.example" }, true)).toThrowError(
      expect.objectContaining({ code: "forbidden" }),
    );
  });

  it.each([
    { origin: "http://evil.example" },
    { origin: "null" },
    { origin: "http://127.0.0.1:9999", "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site" },
  ])("refuses a mutation from another site: %o", (headers) => {
    expect(() => check(headers, true)).toThrowError(expect.objectContaining({ code: "forbidden" }));
    expect(() => check(headers, false)).not.toThrow();
  });

  it("refuses every mutation where others can reach it and no token is set", () => {
    const settings = { HOST: "0.0.0.0" };
    expect(() => check({}, true, settings)).toThrowError(expect.objectContaining({ code: "forbidden" }));
    expect(() => check({}, false, settings)).not.toThrow();
  });

  it("wants the token where one is set, as a header or as the cookie it gave", () => {
    const code = (expected: string) => expect.objectContaining({ code: expected });
    const settings = { ...guarded, IMAGE_DIET_TOKEN: "s3cret" };
    expect(() => check({}, true, settings)).toThrowError(code("unauthorized"));
    expect(() => check({ authorization: "Bearer wrong" }, true, settings)).toThrowError(code("unauthorized"));
    expect(() => check({ authorization: "Bearer s3cret" }, true, settings)).not.toThrow();
    const cookie = toTokenCookie(guarded.IMAGE_DIET_TOKEN, false).split(";")[0] ?? "";
    expect(() => check({ cookie: `a=b; ${cookie}` }, true, guarded)).not.toThrow();
    expect(() => check({ cookie: "image-diet-token=%E0%A4%A" }, true, guarded)).toThrowError(
      code("unauthorized"),
    );
  });
});
