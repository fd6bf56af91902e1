import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LAYER_INDEX_VERSION } from "@/lib/analysis/layer-index-codec.ts";
import type { Db } from "@/lib/db/client.ts";
import { createDocker } from "@/lib/engine/modem.ts";
import { buildRequest, findTestEngine } from "@/lib/engine/testing/test-engine.ts";
import { findFreePort } from "@/lib/free-port.ts";
import { comparison } from "@/lib/images/schemas.ts";
import {
  imageBases,
  imageBinary,
  imagePackages,
  type TraitView,
  traitView,
} from "@/lib/images/schemas-inside.ts";
import { BASES_TIMEOUT_MS, startTestWorker, untilEnd } from "@/lib/jobs/testing/test-worker.ts";
import { makeSbomValidator } from "@/lib/packages/testing/sbom-validator.ts";
import { startRun } from "@/lib/runs/start-run.ts";
import { placeImage } from "@/lib/scans/testing/place-image.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { apiDatabase } from "./testing/api-database.ts";
import { callRoute } from "./testing/call-route.ts";
import { runCommand, startProgram } from "./testing/start-program.ts";

/** The lab's smallest service as five images; a verdict or trait is believed only when a container agrees. */

const database = await apiDatabase();
const { engine, reason: engineReason } = await findTestEngine();
const reason = engine === undefined ? engineReason : database === undefined ? "DATABASE_URL is not set" : "";
const host = engine?.host ?? "";

const BUILT = ["scratch", "alpine", "base-nossl", "distroless-cc", "debian-slim"] as const;
const BASES: readonly VariantId[] = [
  "scratch",
  "alpine",
  "distroless-static",
  "base-nossl",
  "distroless-cc",
  "debian-slim",
];
/** One of each kind of binary, and where it runs. */
const RUNS: Record<"scratch" | "base-nossl" | "distroless-cc", readonly VariantId[]> = {
  scratch: BASES,
  "base-nossl": ["base-nossl", "distroless-cc", "debian-slim"],
  "distroless-cc": ["distroless-cc", "debian-slim"],
};

/** A program of one image on the base of another. */
const DOCKERFILE = `ARG PROGRAM
ARG BASE
FROM $PROGRAM AS program
FROM $BASE
COPY --from=program /service /service
ENTRYPOINT ["/service"]
`;
const folder = mkdtempSync(join(tmpdir(), "image-diet-insides-"));
const imageIds = new Map<string, string>();
const tags = new Set<string>();

const get = async (path: string) => {
  const response = await callRoute(`/api/v1${path}`);
  return { status: response.status, body: await response.json() };
};
const at = (variant: string, part: string) => `/images/${imageIds.get(variant) ?? ""}${part}`;

async function traitsOf(variant: string): Promise<Map<string, TraitView>> {
  const { body } = await get(at(variant, "/traits"));
  return new Map(
    traitView
      .array()
      .parse(body.traits)
      .map((trait) => [trait.id, trait]),
  );
}

async function untilBasesAreRead(db: Db): Promise<void> {
  for (;;) {
    const rows = await db.base.findMany({ where: { role: { not: "toolchain" } } });
    const diffIds = [...new Set(rows.flatMap((row) => row.diffIds))];
    const kept = await db.layerContent.count({
      where: { diffId: { in: diffIds }, version: LAYER_INDEX_VERSION },
    });
    if (rows.length === 5 && rows.every((row) => row.status === "ready") && kept === diffIds.length) return;
    await sleep(100);
  }
}

/** A name for an image or base, which FROM needs. */
async function tag(imageId: string, name: string): Promise<string> {
  const repo = "imagediet.local/test/insides";
  await createDocker(host).getImage(imageId).tag({ repo, tag: name });
  tags.add(`${repo}:${name}`);
  return `${repo}:${name}`;
}

describe(`what is in five really built images${reason ? ` (skipped: ${reason})` : ""}`, () => {
  beforeAll(async () => {
    if (!engine || !database) return;
    writeFileSync(join(folder, "Dockerfile"), DOCKERFILE);
    const worker = await startTestWorker(database);
    const { run } = await startRun({ service: "tiny", variants: [...BUILT] }, database);
    for (const { variant, imageId, error } of (await untilEnd(database, run.id)).builds) {
      expect(error).toBeUndefined();
      imageIds.set(variant, imageId ?? "");
    }
    await untilBasesAreRead(database);
    await worker.stop();
  }, BASES_TIMEOUT_MS);
  beforeEach((context) => context.skip(reason !== "", reason));
  afterAll(async () => {
    for (const name of tags) await engine?.removeImage(name);
    rmSync(folder, { recursive: true });
  });

  it.each(["scratch", "base-nossl", "distroless-cc"] as const)(
    "the binary of %s runs where it is said to run, and nowhere else",
    async (variant) => {
      const { bases } = imageBases.parse((await get(at(variant, "/bases"))).body);
      expect(bases.map((base) => base.variant)).toEqual(BASES);
      expect(bases.flatMap((base) => (base.verdict === "runs" ? base.variant : []))).toEqual(RUNS[variant]);
      const program = await tag(imageIds.get(variant) ?? "", `${process.pid}-program-${variant}`);
      const address = `127.0.0.1:${await findFreePort()}`;
      for (const { variant: on, verdict, problems, base } of bases) {
        const row = await database?.base.findFirst({ where: { digest: base?.digest ?? "" } });
        const standsOn = base === undefined ? "scratch" : (row?.buildReference ?? "");
        const trial = `imagediet.local/test/insides:${process.pid}-${variant}-on-${on}`;
        tags.add(trial);
        const buildArguments = { PROGRAM: program, BASE: standsOn };
        await engine?.build(buildRequest(join(folder, "Dockerfile"), { tag: trial, buildArguments }));
        const { outcome, said } = await startProgram(host, trial, address);
        expect({ on, starts: outcome === "answers", said }).toMatchObject({ on, starts: verdict === "runs" });
        expect(problems.length > 0).toBe(verdict === "does-not-run");
        // the dynamic linker names the library that the verdict names
        const library = /lib\S+\.so\.\d/.exec(said)?.[0];
        if (library !== undefined) expect(problems.map(({ text }) => text).join()).toContain(library);
      }
    },
  );

  it("lists packages with layer and origin, and says in words what cannot be told", async () => {
    const read = async (variant: string) => imagePackages.parse((await get(at(variant, "/packages"))).body);
    const debian = await read("debian-slim");
    expect(debian.coverage.osPackages).toMatchObject({ state: "read" });
    const libc = debian.packages.find(({ name }) => name === "libc6");
    expect(libc).toMatchObject({ type: "deb", layer: { index: 0 }, foundIn: "/var/lib/dpkg/status" });
    expect(libc?.purl).toMatch(/^pkg:deb\/debian\/libc6@/);
    expect(libc?.size?.from).toBe("declared");
    expect(libc?.licences?.length).toBeGreaterThan(0);
    const distroless = await read("distroless-cc");
    expect(distroless.packages.find(({ name }) => name === "libc6")?.foundIn).toContain("status.d/");
    const scratch = await read("scratch");
    expect(scratch.coverage.osPackages).toEqual({ state: "unknown" });
    expect(scratch.coverage.reasons.join(" ")).toContain("OS packages cannot be told");
    // cargo-auditable is part of the default recipe
    expect(scratch.packages.map(({ name, type, isRoot }) => ({ name, type, isRoot }))).toEqual([
      { name: "tiny", type: "cargo", isRoot: true },
    ]);
  });

  it.each(BUILT)("gives the SBOM of %s, valid and the same each time", async (variant) => {
    const download = () => callRoute(`/api/v1${at(variant, "/sbom")}`);
    const response = await download();
    expect(response.headers.get("content-type")).toContain("application/vnd.cyclonedx+json");
    expect(response.headers.get("content-disposition")).toMatch(/attachment; filename="tiny-\S+\.cdx\.json"/);
    const text = await response.text();
    const validate = makeSbomValidator();
    expect(validate(JSON.parse(text)) || validate.errors).toBe(true);
    expect(await (await download()).text()).toBe(text);
    const { packages } = (await get(at(variant, "/packages"))).body;
    for (const { purl } of packages) expect(text).toContain(JSON.stringify(purl));
  });

  it("tells how a binary is linked and what it needs", async () => {
    const read = async (variant: string) => {
      const binary = imageBinary.parse((await get(at(variant, "/binary"))).body.binary);
      if (binary.state !== "read") throw new Error(binary.reason);
      return binary.program;
    };
    const cc = await read("distroless-cc");
    expect(cc).toMatchObject({ linkage: "dynamic", libc: { name: "glibc", isLinkedIn: false } });
    expect(cc.needed).toContain("libgcc_s.so.1");
    expect((await read("base-nossl")).needed).not.toContain("libgcc_s.so.1");
    const scratch = await read("scratch");
    expect(scratch).toMatchObject({ needed: [], libc: { name: "musl", isLinkedIn: true } });
    expect(scratch.linkage).toMatch(/^static/);
    for (const { groups, sizeBytes } of [cc, scratch]) {
      expect(Object.values(groups).reduce((sum, bytes) => sum + bytes, 0)).toBe(sizeBytes);
    }
  });

  it.each(BUILT)("the traits of %s are what a container shows", async (variant) => {
    const traits = await traitsOf(variant);
    const image = imageIds.get(variant) ?? "";
    const isThere = (id: string) => traits.get(id)?.state === "present";
    for (const trait of traits.values()) {
      expect(trait.evidence.length).toBeGreaterThan(0);
      if (trait.state === "absent" && trait.breaks !== undefined) expect(trait.mend).toBeDefined();
    }
    expect(await runCommand(host, image, ["sh", "-c", "exit 7"])).toBe(isThere("shell") ? 7 : undefined);
    for (const manager of ["apt-get", "apk"]) {
      const isNamed = isThere("package-manager") && traits.get("package-manager")?.value.includes(manager);
      expect(await runCommand(host, image, [manager, "--version"])).toBe(isNamed ? 0 : undefined);
    }
    const check = (test: string) => runCommand(host, image, ["sh", "-c", test]);
    if (!isThere("shell")) return;
    expect(await check("test -s /etc/ssl/certs/ca-certificates.crt")).toBe(isThere("certificates") ? 0 : 1);
    expect(await check("test -e /usr/share/zoneinfo/Europe/Berlin")).toBe(isThere("time-zones") ? 0 : 1);
    expect(await check('test "$(id -u)" = 65532')).toBe(0);
    expect(traits.get("default-user")?.value).toContain("65532");
    expect(await check("touch /tmp/x")).toBe(isThere("tmp") ? 0 : 1);
    const users = Number(traits.get("users")?.value);
    expect(await check(`test "$(grep -c : /etc/passwd)" = ${users}`)).toBe(0);
  });

  it("is part of the comparison, and of what a snapshot freezes", async () => {
    const { columns } = comparison.parse((await get("/compare?service=tiny")).body.comparison);
    expect(
      columns.map(({ image, inside }) => [image.variant, inside?.traits.length, inside?.bases.length]),
    ).toEqual(BUILT.map((variant) => [variant, 14, BASES.length]));
    const frozen = await callRoute("/api/v1/snapshots", { method: "POST", body: { query: "service=tiny" } });
    const { body } = await get(`/snapshots/${(await frozen.json()).slug}`);
    expect(comparison.parse(body.snapshot.payload.comparison).columns.map(({ inside }) => inside)).toEqual(
      columns.map(({ inside }) => inside),
    );
  });

  it("says of an image whose files are not kept that it has to be rebuilt", async () => {
    if (!database) return;
    const other = `sha256:${"e".repeat(64)}`;
    await placeImage(database, { imageId: other, diffIds: [other], engineId: "none", service: "tiny" });
    for (const part of ["/packages", "/binary", "/bases", "/traits", "/sbom"]) {
      expect(await get(`/images/${other}${part}`)).toMatchObject({
        status: 404,
        body: { error: { message: expect.stringContaining("Rebuild it") } },
      });
    }
    const found = await get(`/compare?images=${other},${imageIds.get("scratch")}`);
    const insides = comparison.parse(found.body.comparison).columns.map(({ inside }) => inside === undefined);
    expect(insides).toEqual([true, false]);
  });
});
