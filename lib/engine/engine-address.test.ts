import { describe, expect, it } from "vitest";
import { parseEngineAddress } from "./engine-address.ts";

describe("parseEngineAddress", () => {
  it.each([
    ["unix:///var/run/docker.sock", { kind: "socket", path: "/var/run/docker.sock" }],
    ["npipe:////./pipe/docker_engine", { kind: "socket", path: "//./pipe/docker_engine" }],
    ["tcp://there", { kind: "http", host: "there", port: 2375 }],
    ["127.0.0.1:4000", { kind: "http", host: "127.0.0.1", port: 4000 }],
    ["tcp://[::1]:2375", { kind: "http", host: "::1", port: 2375 }],
    ["tcp://there:2376", { kind: "https", host: "there", port: 2376 }],
    ["https://there", { kind: "https", host: "there", port: 2376 }],
    ["ssh://me@there", { kind: "ssh", host: "there", port: 22, username: "me" }],
  ])("reads %s", (host, address) => {
    expect(parseEngineAddress(host, {})).toEqual(address);
  });

  it("speaks TLS where the environment says so, and refuses what is no address", () => {
    expect(parseEngineAddress("tcp://there", { DOCKER_TLS_VERIFY: "1" })).toMatchObject({ kind: "https" });
    expect(() => parseEngineAddress("tcp://[", {})).toThrow("is no address");
  });
});
