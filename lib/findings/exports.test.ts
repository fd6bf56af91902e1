import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import type { ScanExport } from "./export-context.ts";
import { judgeFindings } from "./judge-findings.ts";
import {
  BLIND,
  NOW,
  sampleFinding,
  samplePackage,
  sampleScan,
  sampleSuppression,
} from "./testing/samples.ts";
import { toCsv } from "./to-csv.ts";
import { toCycloneDx } from "./to-cyclonedx.ts";
import { toSarif } from "./to-sarif.ts";

const HOSTILE = '=cmd|" /C calc"!A0, <b>\n"quoted"';
const rich: ScanExport = sampleScan({
  packages: [
    samplePackage({
      purl: "pkg:deb/debian/libc6@2.41-12?arch=amd64",
      licenses: ["LGPL-2.1", "nonsense <x>"],
    }),
    samplePackage({
      name: "time",
      version: "0.1.43",
      type: "rustbinary",
      path: "usr/local/bin/a b#c",
      origin: "crates",
    }),
  ],
  findings: judgeFindings(
    [
      sampleFinding({ title: HOSTILE, url: "https://example.org/x", severitySource: "debian" }),
      sampleFinding({ packageName: "gone", severity: "high" }),
      sampleFinding({
        id: "CVE-2020-26235",
        aliases: ["RUSTSEC-2020-0071", "GHSA-wcg3-cvx6-7396"],
        packageName: "time",
        packageType: "rustbinary",
        installedVersion: "0.1.43",
        fixedVersion: "0.2.23",
        path: "usr/local/bin/a b#c",
        title: "",
        origin: "crates",
      }),
    ],
    [sampleSuppression({ vulnerabilityId: "RUSTSEC-2020-0071", expiresAt: "2027-01-01T00:00:00Z" })],
    { variant: "distroless-cc", now: NOW },
  ),
});
const blind = sampleScan({ coverage: BLIND, packages: [], findings: [] });
const unknown = sampleScan({ database: { state: "missing" }, findings: undefined });
const empty = sampleScan({ findings: [] });

describe("toSarif", () => {
  const validate = sarifValidator();

  it.each([
    ["findings", [rich, empty]],
    ["a blind scan", [blind]],
    ["unknown findings", [unknown]],
    ["no image", []],
  ])("is valid with %s", (_name, scans) => {
    const log = JSON.parse(JSON.stringify(toSarif(scans)));
    expect(validate(log) || validate.errors).toBe(true);
  });

  it("is held against a schema that can refuse", () => {
    expect(validate({ ...toSarif([rich]), version: "2.0.0" })).toBe(false);
  });

  it("keeps accepted findings, with who accepted them and until when", () => {
    const result = toSarif([rich]).runs[0]?.results[2];
    expect(result?.suppressions[0]?.justification).toBe("not reachable (Ada, until 2027-01-01)");
    expect(toSarif([rich]).runs[0]?.results[0]?.suppressions).toEqual([]);
  });

  it("does not call a blind scan a success, and says why", () => {
    const run = toSarif([blind]).runs[0];
    expect(run?.invocations[0]?.executionSuccessful).toBe(false);
    expect(run?.invocations[0]?.toolExecutionNotifications.map((entry) => entry.descriptor.id)).toEqual([
      "os-not-recognised",
      "crates-invisible",
    ]);
    expect(run?.properties).toMatchObject({ coverage: "blind", findings: "not-scannable" });
  });
});

describe("toCycloneDx", () => {
  const validate = cycloneDxValidator();

  it.each([
    ["findings", rich],
    ["a blind scan", blind],
    ["unknown findings", unknown],
    ["no finding", empty],
  ])("is valid with %s", (_name, scan) => {
    const bom = JSON.parse(JSON.stringify(toCycloneDx(scan)));
    expect(validate(bom) || validate.errors).toBe(true);
  });

  it("is held against a schema that can refuse", () => {
    expect(validate({ ...toCycloneDx(rich), components: [{ name: "x" }] })).toBe(false);
  });

  it("points each vulnerability at the component that has it", () => {
    const bom = toCycloneDx(rich);
    const affects = bom.vulnerabilities?.map((entry) => [entry.id, entry.affects.map(({ ref }) => ref)]);
    expect(affects).toEqual([
      ["CVE-2026-1", ["package-0", rich.image.imageId]],
      ["CVE-2020-26235", ["package-1"]],
    ]);
    expect(bom.vulnerabilities?.[1]).toMatchObject({
      analysis: { response: ["will_not_fix"], detail: "accepted: not reachable (Ada, until 2027-01-01)" },
      recommendation: "Update time to 0.2.23",
    });
  });

  it("has no list of vulnerabilities where they are unknown, and says what was not seen", () => {
    expect(toCycloneDx(unknown)).not.toHaveProperty("vulnerabilities");
    expect(toCycloneDx(blind).compositions[0]?.aggregate).toBe("unknown");
    expect(toCycloneDx(blind).metadata.properties).toContainEqual({
      name: "image-diet:not-seen",
      value: "crates-invisible: No crates.",
    });
  });
});

describe("toCsv", () => {
  it("writes one line a finding that no spreadsheet runs", () => {
    const table = parseCsv(toCsv([rich]));
    expect(table).toHaveLength(4);
    expect(new Set(table.map((row) => row.length)).size).toBe(1);
    const [head = [], first = []] = table;
    expect(first[head.indexOf("title")]).toBe(`'${HOSTILE}`);
    expect(first[head.indexOf("coverage")]).toBe("full");
    expect(table[3]?.[head.indexOf("accepted_until")]).toBe("2027-01-01T00:00:00Z");
  });

  it.each(["=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|x", "%x"])("makes %j inert", (title) => {
    const table = parseCsv(toCsv([sampleScan({ findings: [sampleFinding({ title })] })]));
    expect(table[1]?.[table[0]?.indexOf("title") ?? 0]).toBe(`'${title}`);
  });

  it("has a line for an image without findings that says why there is none", () => {
    const table = parseCsv(toCsv([empty, blind, unknown]));
    const at = table[0]?.indexOf("id") ?? 0;
    expect(table.slice(1).map((row) => row[at])).toEqual(["none", "not scannable", "unknown"]);
  });
});

function sarifValidator() {
  const text = readFileSync(new URL("./testdata/sarif-2.1.0-rtm.5.json", import.meta.url), "utf8");
  // Draft 4 in name; nothing it uses differs in draft 7 but the name of `id`.
  const { $schema: _, id: __, ...schema } = JSON.parse(text);
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

function cycloneDxValidator() {
  const folder = "@cyclonedx/cyclonedx-library/package.json";
  const root = createRequire(import.meta.url)
    .resolve(folder)
    .replace("package.json", "res/schema/");
  const read = (name: string) => JSON.parse(readFileSync(`${root}${name}.SNAPSHOT.schema.json`, "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  ajv.addFormat("iri-reference", true).addFormat("idn-email", true);
  for (const name of ["spdx", "jsf-0.82"]) {
    const key = `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`;
    ajv.addSchema({ ...read(name), $id: key });
  }
  return ajv.compile(read("bom-1.6"));
}

/** A reader of RFC 4180 of its own. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(at));
    const plain = /^[^",\r\n]*/.exec(text.slice(at));
    row.push(quoted ? (quoted[1] ?? "").replaceAll('""', '"') : (plain?.[0] ?? ""));
    at += quoted ? quoted[0].length : (plain?.[0].length ?? 0);
    if (text[at] === ",") at += 1;
    else {
      expect(text.slice(at, at + 2)).toBe("\r\n");
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
