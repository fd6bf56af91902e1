import { describe, expect, it } from "vitest";
import { DEBIAN_MIRRORS, parseMirrors, toSources } from "./mirrors.ts";

describe("parseMirrors", () => {
  it("takes the machine's own mirrors and leaves other vendors alone", () => {
    const targets = [
      "Node Source|main|nodistro|https://deb.nodesource.com/node_20.x/",
      "Debian Backports|main|bookworm-backports|http://backports.example/debian/",
      "Debian|contrib|bookworm|http://contrib.example/debian/",
      "Debian|main|bookworm-updates|http://updates.example/debian/",
      "Debian|main|bookworm|http://mirror.example/debian/",
      "Debian|main|bookworm-security|http://mirror.example/debian-security/",
    ].join("\n");
    expect(parseMirrors(targets)).toEqual({
      main: "http://mirror.example/debian",
      security: "http://mirror.example/debian-security",
    });
  });

  it("knows them by their address before apt has fetched a list", () => {
    const targets = "|main|trixie|https://mirror.example/debian/\n|main|trixie|https://other.example/apt/";
    expect(parseMirrors(targets)).toEqual({ ...DEBIAN_MIRRORS, main: "https://mirror.example/debian" });
  });

  it("falls back on Debian's own", () => {
    expect(parseMirrors("Ubuntu|main|noble|http://archive.ubuntu.com/ubuntu/")).toEqual(DEBIAN_MIRRORS);
    expect(parseMirrors("")).toEqual(DEBIAN_MIRRORS);
  });
});

describe("toSources", () => {
  it("names the suite, its updates and its security fixes", () => {
    const sources = toSources("trixie", { main: "http://a/debian", security: "http://b/sec" }, "/k.gpg");
    expect(sources).toContain("URIs: http://a/debian\nSuites: trixie trixie-updates\n");
    expect(sources).toContain("URIs: http://b/sec\nSuites: trixie-security\n");
    expect(sources.match(/Signed-By: \/k\.gpg/g)).toHaveLength(2);
  });
});
