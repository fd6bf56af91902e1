import { describe, expect, it } from "vitest";
import { parseOpenVex } from "./parse-openvex.ts";
import { parseTrivyIgnore } from "./parse-trivyignore.ts";

const vex = (...statements: object[]) =>
  JSON.stringify({
    "@context": "https://openvex.dev/ns/v0.2.0",
    timestamp: "2026-01-01T00:00:00Z",
    statements,
  });

describe("parseOpenVex", () => {
  it("takes what is not affected or fixed, for each package of each product", () => {
    const text = vex(
      {
        vulnerability: { name: "CVE-2026-1" },
        products: [
          {
            "@id": "pkg:oci/whoami?repository_url=example.org",
            subcomponents: [
              { "@id": "pkg:deb/debian/libc6" },
              { identifiers: { purl: "pkg:cargo/time@0.1.43" } },
            ],
          },
        ],
        status: "not_affected",
        justification: "vulnerable_code_not_in_execute_path",
        impact_statement: "never called",
      },
      { vulnerability: "RUSTSEC-2026-1", products: ["pkg:oci/whoami"], status: "fixed" },
    );
    expect(parseOpenVex(text)).toEqual({
      statements: [
        {
          vulnerabilityId: "CVE-2026-1",
          purl: "pkg:deb/debian/libc6",
          reason: "vulnerable_code_not_in_execute_path: never called",
        },
        {
          vulnerabilityId: "CVE-2026-1",
          purl: "pkg:cargo/time@0.1.43",
          reason: "vulnerable_code_not_in_execute_path: never called",
        },
        { vulnerabilityId: "RUSTSEC-2026-1", reason: "fixed" },
      ],
      passedOver: [],
    });
  });

  it("lets the latest statement count, and says which accept nothing", () => {
    const one = { vulnerability: { name: "CVE-1" }, products: ["pkg:cargo/a"] };
    const withdrawn = vex(
      { ...one, status: "affected", timestamp: "2026-03-01T00:00:00Z" },
      { ...one, status: "not_affected", timestamp: "2026-02-01T00:00:00Z" },
    );
    expect(parseOpenVex(withdrawn)).toEqual({
      statements: [],
      passedOver: ["CVE-1: status affected accepts nothing"],
    });
  });

  it("passes over what it cannot read and says so", () => {
    expect(parseOpenVex(vex({ status: "fixed" }, { vulnerability: "CVE-1", status: "fixed" }))).toMatchObject(
      {
        statements: [{ vulnerabilityId: "CVE-1" }],
        passedOver: ["statement 1: cannot be read"],
      },
    );
  });

  it.each([
    "",
    "{",
    "[]",
    '{"@context":"https://example.org","statements":[]}',
    `"${"x".repeat(6_000_000)}"`,
  ])("refuses %.30s", (text) => {
    expect(() => parseOpenVex(text)).toThrow(expect.objectContaining({ code: "bad-input", field: "file" }));
  });
});

describe("parseTrivyIgnore", () => {
  it("takes each id with its places, statement and date", () => {
    const text = `
vulnerabilities:
  - id: CVE-2026-1
    statement: Accept the risk
    expired_at: 2027-01-31
    paths: ["usr/local/bin/*"]
    purls: ["pkg:cargo/time@0.1.43", "pkg:cargo/smallvec"]
  - id: RUSTSEC-2026-1
misconfigurations:
  - id: AVD-1
`;
    expect(parseTrivyIgnore(text)).toEqual({
      statements: [
        ...["pkg:cargo/time@0.1.43", "pkg:cargo/smallvec"].map((purl) => ({
          vulnerabilityId: "CVE-2026-1",
          reason: "Accept the risk",
          path: "usr/local/bin/*",
          purl,
          expiresAt: "2027-01-31T00:00:00.000Z",
        })),
        { vulnerabilityId: "RUSTSEC-2026-1", reason: "no statement in .trivyignore.yaml" },
      ],
      passedOver: ["misconfigurations: only vulnerabilities are looked for here"],
    });
  });

  it("never takes an entry for one without an expiry because its date cannot be read", () => {
    const text = "vulnerabilities:\n  - id: CVE-1\n    expired_at: soon\n  - id: CVE-2\n";
    expect(parseTrivyIgnore(text)).toMatchObject({
      statements: [{ vulnerabilityId: "CVE-2" }],
      passedOver: ["vulnerability 1: expired_at is not usable"],
    });
  });

  it("reads an empty list as nothing to accept", () => {
    expect(parseTrivyIgnore("vulnerabilities:\n")).toEqual({ statements: [], passedOver: [] });
  });

  it.each([
    ["no YAML", "a: [1"],
    ["a list", "- CVE-1"],
    ["words", "CVE-2026-1"],
    ["nothing", ""],
    ["an unfolding bomb", unfolding(12)],
    ["too large", "x".repeat(6_000_000)],
  ])("refuses %s", (_name, text) => {
    expect(() => parseTrivyIgnore(text)).toThrow(expect.objectContaining({ code: "bad-input" }));
  });
});

function unfolding(levels: number): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < levels; level += 1) {
    const alias = `*a${level - 1}`;
    lines.push(`a${level}: &a${level} [${Array(10).fill(alias).join(", ")}]`);
  }
  return lines.join("\n");
}
