import { describe, expect, it } from "vitest";
import { isAllowedHost, isLoopbackName, isOwnOrigin, parseHostName } from "./hosts.ts";

const local = { HOST: "127.0.0.1" };
const open = { HOST: "0.0.0.0", IMAGE_DIET_PUBLIC_URL: "https://diet.example" };

describe("parseHostName", () => {
  it.each([
    ["localhost:3000", "localhost"],
    ["LOCALHOST", "localhost"],
    ["[::1]:3000", "::1"],
    ["127.0.0.1", "127.0.0.1"],
    ["diet.example.", "diet.example"],
  ])("%s is %s", (authority, name) => expect(parseHostName(authority)).toBe(name));

  it.each([null, "", "a b", "evil.example/", "user@localhost", "localhost:3000:1", "[::1"])(
    "%s is no authority",
    (authority) => expect(parseHostName(authority)).toBeUndefined(),
  );
});

describe("isLoopbackName", () => {
  it("is not taken in by names that look like it", () => {
    expect(isLoopbackName("127.5.6.7")).toBe(true);
    expect(isLoopbackName("127.0.0.1.evil.example")).toBe(false);
    expect(isLoopbackName("localhost.evil.example")).toBe(false);
  });
});

describe("isAllowedHost", () => {
  it.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000"])("answers to %s", (host) => {
    expect(isAllowedHost(host, local)).toBe(true);
    expect(isAllowedHost(host, open)).toBe(true);
  });

  it.each(["evil.example", "evil.example:3000", "127.0.0.1.evil.example", "192.168.1.5", null])(
    "on loopback refuses %s",
    (host) => expect(isAllowedHost(host, local)).toBe(false),
  );

  it("answers to the public name, and to addresses once it can be reached by one", () => {
    expect(isAllowedHost("diet.example", open)).toBe(true);
    expect(isAllowedHost("192.168.1.5:3000", open)).toBe(true);
    expect(isAllowedHost("evil.example", open)).toBe(false);
  });
});

describe("isOwnOrigin", () => {
  it("wants the same host and port", () => {
    expect(isOwnOrigin("http://localhost:3000", "localhost:3000", local)).toBe(true);
    expect(isOwnOrigin("http://localhost:8080", "localhost:3000", local)).toBe(false);
    expect(isOwnOrigin("http://evil.example", "localhost:3000", local)).toBe(false);
    expect(isOwnOrigin("null", "localhost:3000", local)).toBe(false);
  });

  it("knows default ports, and the public URL behind a proxy", () => {
    expect(isOwnOrigin("https://diet.example", "diet.example:443", local)).toBe(true);
    expect(isOwnOrigin("https://diet.example", "10.0.0.7:3000", open)).toBe(true);
    expect(isOwnOrigin("http://diet.example", "10.0.0.7:3000", open)).toBe(false);
  });
});
