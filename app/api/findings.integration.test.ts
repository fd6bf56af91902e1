import { describe, expect, it } from "vitest";
import { countFindings } from "@/lib/findings/count-findings.ts";
import type { Finding } from "@/lib/findings/schemas.ts";
import { BLIND, FULL, sampleFinding, samplePackage } from "@/lib/findings/testing/samples.ts";
import { placeImage } from "@/lib/scans/testing/place-image.ts";
import { placeScan } from "@/lib/scans/testing/place-scan.ts";
import { apiDatabase } from "./testing/api-database.ts";
import { callRoute } from "./testing/call-route.ts";

const database = await apiDatabase();
const NOBODY = "00000000-0000-7000-8000-000000000000";

const digest = (character: string) => `sha256:${character.repeat(64)}`;
const get = async (address: string) => {
  const response = await callRoute(`/api/v1${address}`);
  return { status: response.status, body: await response.json() };
};
const post = async (address: string, body?: object) => {
  const response = await callRoute(`/api/v1${address}`, { method: "POST", body: body ?? {} });
  return { status: response.status, body: await response.json() };
};

const FINDINGS: Finding[] = [
  sampleFinding({ id: "CVE-1", severity: "high", fixedVersion: "2", status: "fixed" }),
  sampleFinding({ id: "CVE-2", packageName: "bash" }),
  sampleFinding({
    id: "CVE-3",
    aliases: ["RUSTSEC-2020-0071", "GHSA-wcg3-cvx6-7396"],
    packageName: "time",
    packageType: "rustbinary",
    purl: "pkg:cargo/time@0.1.43",
    severity: "unknown",
    origin: "crates",
    path: "usr/local/bin/svc",
  }),
];
const PACKAGES = [samplePackage(), samplePackage({ name: "bash" })];

async function prepare(imageId: string, variant = "distroless-cc") {
  if (!database) throw new Error("no database");
  await placeImage(database, { imageId, diffIds: [digest("d")], engineId: "test", variant });
  return database;
}

describe.skipIf(!database)("findings over the API", () => {
  it("come with coverage and counts, filtered and in pages", async () => {
    const imageId = digest("1");
    const db = await prepare(imageId);
    expect(await get(`/images/${imageId}/findings`)).toMatchObject({
      status: 404,
      body: { error: { message: expect.stringContaining("has not been scanned") } },
    });
    await placeScan(db, { imageId, coverage: FULL, findings: FINDINGS, packages: PACKAGES });
    const { body } = await get(`/images/${imageId}/findings`);
    expect(body).toMatchObject({ coverage: FULL, answer: { kind: "count", value: 3 }, matching: 3 });
    expect(body.counts).toEqual(countFindings(FINDINGS));
    expect(body.findings.map((finding: Finding) => finding.id)).toEqual(["CVE-1", "CVE-2", "CVE-3"]);
    const view = await get(`/images/${imageId}/findings?severity=high,unknown&limit=1`);
    expect(view.body).toMatchObject({ matching: 2, nextOffset: 1, counts: { total: 3 } });
    expect((await get(`/images/${imageId}/findings?mode=fixable`)).body.matching).toBe(1);
    expect((await get(`/images/${imageId}/findings?search=rustsec`)).body.matching).toBe(1);
    expect((await get(`/images/${imageId}/findings?mode=some`)).status).toBe(400);
    expect((await get(`/images/${imageId}/findings?severity=awful`)).body.error).toMatchObject({
      code: "bad-input",
      field: expect.stringContaining("severity"),
    });
  });

  it("of one image are listed by their different ids, each with all of its packages", async () => {
    const imageId = digest("8");
    const db = await prepare(imageId);
    const twice = [
      ...FINDINGS,
      sampleFinding({ id: "CVE-1", packageName: "libc-bin", severity: "critical" }),
    ];
    await placeScan(db, { imageId, coverage: FULL, findings: twice });
    const { body } = await get(`/images/${imageId}/findings?mode=unique`);
    expect(body).toMatchObject({
      findings: [],
      matching: 3,
      counts: { total: 4, unique: 3 },
      bySeverity: { critical: 1, high: 0 },
      rows: [
        {
          id: "CVE-1",
          severity: "critical",
          packages: [{ name: "libc6" }, { name: "libc-bin" }],
          cells: [{ state: "found", count: 2 }],
        },
        { id: "CVE-2" },
        { id: "CVE-3" },
      ],
    });
    expect((await get(`/images/${imageId}/findings?mode=unique&severity=high`)).body.matching).toBe(0);
    expect((await get(`/images/${imageId}/findings`)).body).not.toHaveProperty("rows");
  });

  it("of all images of a comparison are one list, which tells not there from not looked for", async () => {
    const [first, second, unseen] = [digest("a"), digest("b"), digest("c")];
    const db = await prepare(first, "debian-slim");
    await prepare(second, "base-nossl");
    await prepare(unseen, "scratch");
    await placeScan(db, { imageId: first, coverage: FULL, findings: FINDINGS });
    await placeScan(db, { imageId: second, coverage: FULL, findings: FINDINGS.slice(1) });
    await placeScan(db, { imageId: unseen, coverage: BLIND, findings: [] });
    const list = `/findings?images=${first},${second},${unseen}`;
    const { body } = await get(`${list}&limit=2`);
    expect(body).toMatchObject({
      mode: "all",
      matching: 3,
      nextOffset: 2,
      bySeverity: { high: 1, low: 1, unknown: 1 },
      images: [
        { variant: "debian-slim" },
        { scan: { coverage: FULL } },
        { scan: { answer: { kind: "not-scannable" } } },
      ],
      rows: [
        { id: "CVE-1", cells: [{ state: "found" }, { state: "not-found" }, { state: "not-seen" }] },
        { id: "CVE-2" },
      ],
    });
    expect((await get(`${list}&mode=fixable`)).body.rows).toMatchObject([{ id: "CVE-1" }]);
    expect((await get(`${list}&origin=crates`)).body.rows).toMatchObject([{ id: "CVE-3" }]);
    expect((await get(`${list}&severity=awful`)).status).toBe(400);
  });

  it("are in the comparison, and never a zero for a blind scan", async () => {
    const [seen, unseen] = [digest("2"), digest("3")];
    const db = await prepare(seen, "alpine");
    await prepare(unseen, "scratch");
    await placeScan(db, { imageId: seen, coverage: FULL, findings: FINDINGS });
    await placeScan(db, { imageId: unseen, coverage: BLIND, findings: [] });
    const { body } = await get(`/compare?images=${seen},${unseen}`);
    const scans = body.comparison.columns.map((column: { scans: object }) => column.scans);
    expect(scans).toMatchObject([
      { latest: { answer: { kind: "count", value: 3 }, counts: countFindings(FINDINGS) } },
      { latest: { answer: { kind: "not-scannable" }, coverage: { verdict: "blind" } } },
    ]);
    expect((await get(`/images/${unseen}/findings`)).body.answer.kind).toBe("not-scannable");
  });

  it("stay unknown where there was no database", async () => {
    const imageId = digest("4");
    const db = await prepare(imageId);
    const reasons = [{ code: "database-missing" as const, message: "There is none." }];
    await placeScan(db, { imageId, coverage: { ...BLIND, reasons } });
    const { body } = await get(`/images/${imageId}/findings`);
    expect(body).toMatchObject({ answer: { kind: "unknown", reason: "There is none." }, findings: [] });
    expect(body).not.toHaveProperty("counts");
  });

  it("can be accepted until a date, everywhere at once, and the acceptance be taken back", async () => {
    const imageId = digest("5");
    const db = await prepare(imageId);
    await placeScan(db, { imageId, coverage: FULL, findings: FINDINGS });
    const accept = {
      vulnerabilityId: "ghsa-wcg3-cvx6-7396",
      reason: "never called",
      author: "Ada",
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    };
    const { status, body } = await post("/suppressions", accept);
    expect(status).toBe(201);
    const page = (await get(`/images/${imageId}/findings?accepted=only`)).body;
    expect(page.findings[0].acceptance).toMatchObject({
      state: "accepted",
      author: "Ada",
      reason: "never called",
    });
    expect(page.counts).toMatchObject({ total: 3, accepted: 1 });
    const compared = (await get(`/compare?images=${imageId}`)).body.comparison.columns[0].scans.latest;
    expect(compared.counts).toEqual(page.counts);

    await db.suppression.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    const expired = (await get(`/images/${imageId}/findings?search=CVE-3`)).body;
    expect(expired).toMatchObject({
      counts: { accepted: 0 },
      findings: [{ acceptance: { state: "expired" } }],
    });

    const { id } = body.suppression;
    const revoked = await callRoute(`/api/v1/suppressions/${id}`, { method: "DELETE" });
    expect(revoked.status).toBe(204);
    expect((await callRoute(`/api/v1/suppressions/${id}`, { method: "DELETE" })).status).toBe(404);
    expect((await get("/suppressions")).body.suppressions).toEqual([]);
    expect((await get(`/images/${imageId}/findings?search=CVE-3`)).body.findings[0]).not.toHaveProperty(
      "acceptance",
    );
  });

  it.each([
    [{ reason: "" }, "reason"],
    [{ author: " " }, "author"],
    [{ expiresAt: "2001-01-01T00:00:00Z" }, "expiresAt"],
    [{ expiresAt: "2101-01-01T00:00:00Z" }, "expiresAt"],
    [{ vulnerabilityId: "<script>" }, "vulnerabilityId"],
    [{ variant: "gentoo" }, "variant"],
  ])("refuse an acceptance with %j", async (wrong, field) => {
    const right = {
      vulnerabilityId: "CVE-2026-1",
      reason: "because",
      author: "Ada",
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    };
    const { status, body } = await post("/suppressions", { ...right, ...wrong });
    expect({ status, field: body.error.field }).toEqual({ status: 400, field });
  });

  it("take over a .trivyignore.yaml once, however often it is given", async () => {
    const content = "vulnerabilities:\n  - id: CVE-2\n    statement: known\nsecrets:\n  - id: x\n";
    const give = () => post("/suppressions/import", { format: "trivyignore", content, author: "Ada" });
    expect(await give()).toMatchObject({
      status: 200,
      body: { added: 1, known: 0, passedOver: [expect.stringContaining("secrets")] },
    });
    expect((await give()).body).toMatchObject({ added: 0, known: 1 });
    const bad = await post("/suppressions/import", { format: "openvex", content, author: "Ada" });
    expect(bad).toMatchObject({ status: 400, body: { error: { field: "file" } } });
  });

  it.each([
    ["csv", "text/csv; charset=utf-8", "whoami-distroless-cc-findings.csv"],
    ["sarif", "application/sarif+json", "whoami-distroless-cc-findings.sarif"],
    ["cyclonedx", "application/vnd.cyclonedx+json; version=1.6", "whoami-distroless-cc-findings.cdx.json"],
  ])("can be saved as %s", async (format, type, name) => {
    const imageId = digest("5");
    const response = await callRoute(`/api/v1/images/${imageId}/findings/${format}`);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
    expect(await response.text()).toContain("RUSTSEC-2020-0071");
  });

  it("are compared between two scans, with the cause", async () => {
    const imageId = digest("6");
    const db = await prepare(imageId);
    const old = new Date("2026-11-01T00:00:00Z");
    const from = await placeScan(db, {
      imageId,
      coverage: FULL,
      findings: FINDINGS.slice(0, 2),
      databaseUpdatedAt: old,
      finishedAt: old,
    });
    const to = await placeScan(db, { imageId, coverage: FULL, findings: FINDINGS.slice(1) });
    const { body } = await get(`/scans/diff?from=${from}&to=${imageId}`);
    expect(body.to.scanId).toBe(to);
    expect(body.diff).toMatchObject({
      appeared: [{ finding: { id: "CVE-3" }, causes: ["database"] }],
      gone: [{ finding: { id: "CVE-1" }, causes: ["database"] }],
      unchanged: [{ finding: { id: "CVE-2" } }],
    });
    expect((await get(`/scans/diff?from=${NOBODY}&to=${to}`)).status).toBe(404);
  });

  it("are asked for again, once at a time", async () => {
    const imageId = digest("7");
    await prepare(imageId);
    const first = await post(`/images/${imageId}/scans`);
    expect(first).toMatchObject({ status: 202, body: { scan: { status: "queued", cause: "asked" } } });
    const second = await post(`/images/${imageId}/scans`);
    expect(second).toMatchObject({ status: 200, body: { scan: { id: first.body.scan.id } } });
    const cancelled = await post(`/scans/${first.body.scan.id}/cancel`);
    expect(cancelled).toMatchObject({ status: 202, body: { scan: { status: "cancelled" } } });
    expect((await get(`/images/${imageId}/scans`)).body.scans).toHaveLength(1);
    const log = await callRoute(`/api/v1/scans/${first.body.scan.id}/log`);
    expect({ status: log.status, text: await log.text() }).toEqual({ status: 200, text: "" });
    expect((await post("/scans", {})).body.scans).toBeGreaterThan(0);
    expect((await post("/scanner/refresh")).status).toBe(202);
    expect((await get(`/scans/${NOBODY}`)).status).toBe(404);
  });
});
