import { createHash, randomUUID } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { buildElf } from "@/lib/elf/testing/build-elf.ts";
import { findTestEngine } from "@/lib/engine/testing/test-engine.ts";
import { env } from "@/lib/env.ts";
import { getImage } from "@/lib/images/get-image.ts";
import { BASES_TIMEOUT_MS, startTestWorker, untilEnd } from "@/lib/jobs/testing/test-worker.ts";
import { measureImage } from "@/lib/oci/measure-image.ts";
import type { RunView } from "@/lib/runs/schemas.ts";
import type { VariantId } from "@/lib/variants/variants.ts";
import { apiDatabase } from "./testing/api-database.ts";
import { callRoute } from "./testing/call-route.ts";
import { takeOutProgram } from "./testing/take-out-program.ts";

const allowed = realpathSync(mkdtempSync(join(tmpdir(), "image-diet-prebuilt-")));
process.env.IMAGE_DIET_PREBUILT_ROOTS = allowed;
symlinkSync("/bin/sh", join(allowed, "way-out"));
afterAll(() => rmSync(allowed, { recursive: true, force: true }));
const database = await apiDatabase();
const { engine, reason } = await findTestEngine();

const newName = (what: string) => `${what}-${randomUUID().slice(0, 8)}`;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const kept = () => {
  mkdirSync(join(env().home, "prebuilt"), { recursive: true });
  return readdirSync(join(env().home, "prebuilt"));
};

async function call(method: string, address: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await callRoute(`/api/v1${address}`, { method, body, headers });
  return { status: response.status, body: await response.json() };
}
const upload = (name: string, bytes: Uint8Array, headers: Record<string, string> = {}, more = "") =>
  call("POST", `/services/upload?name=${name}${more}`, bytes, {
    "content-type": "application/octet-stream",
    ...headers,
  });

const X86 = 62;
const ARM = 183;
const [own, other] = process.arch === "arm64" ? [ARM, X86] : [X86, ARM];
const elf = (machine: number) => buildElf({ type: 2, machine });

describe.skipIf(!database)("a prebuilt program that is sent", () => {
  it.each([
    ["no ELF file", Buffer.from("MZ this is another system's"), {}, 422, "bad-elf"],
    ["truncated", elf(own).subarray(0, -30), {}, 422, "bad-elf"],
    ["for another processor", elf(other), {}, 400, "The program is built for"],
    ["too big", elf(own), { "content-length": "67108865" }, 413, "larger than 64.00 MiB"],
    ["from another site's page", elf(own), { origin: "http://evil.example" }, 403, "forbidden"],
    ["to another host name", elf(own), { host: "evil.example" }, 403, "forbidden"],
  ])("is refused where it is %s, with nothing left on the disk", async (_, bytes, headers, status, words) => {
    const before = kept();
    const name = newName("hostile");
    const refused = await upload(name, bytes, headers);
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([status, expect.stringContaining(words)]);
    expect(kept()).toEqual(before);
    expect((await call("GET", `/services/${name}/program`)).status).toBe(404);
  });

  it("is kept under its SHA-256, takes no name that is taken, and goes when its service is archived", async () => {
    const name = newName("kept");
    const bytes = Buffer.concat([elf(own), Buffer.from(name)]);
    const added = await upload(name, bytes, {}, "&title=Kept");
    expect(added).toMatchObject({
      status: 201,
      body: { service: { title: "Kept", kind: "prebuilt" }, program: { digest: `sha256:${sha256(bytes)}` } },
    });
    // static: it starts wherever the processor is right, whether a base was ever looked at or not
    expect(added.body.variants).toContain("scratch");
    expect(kept()).toContain(sha256(bytes));
    expect((await upload(name, bytes)).status).toBe(409);
    expect((await upload("tiny", bytes, {}, "&replace=true")).status).toBe(409);

    const newer = Buffer.concat([bytes, Buffer.from("2")]);
    expect((await upload(name, newer, {}, "&replace=true")).body.program.digest).toBe(
      `sha256:${sha256(newer)}`,
    );
    expect(kept()).not.toContain(sha256(bytes));

    const compiled = await call("POST", "/runs", { service: name, recipe: "small" });
    expect(compiled).toMatchObject({ status: 400, body: { error: { field: "recipe" } } });
    const naive = await call("POST", "/runs", { service: name, variants: ["naive"] });
    expect(naive.body.error.message).toContain("naive compiles a service");
    const { run } = (await call("POST", "/runs", { service: name, variants: ["scratch"] })).body;
    expect(run).toMatchObject({ recipe: "prebuilt", sourceDigest: `sha256:${sha256(newer)}` });
    expect((await call("DELETE", `/services/${name}`)).body.error.message).toContain(`run ${run.number}`);
    await call("POST", `/runs/${run.id}/cancel`);
    expect((await call("DELETE", `/services/${name}`)).status).toBe(200);
    expect((await call("DELETE", `/services/${name}`)).status).toBe(409);
    expect((await call("DELETE", "/services/tiny")).status).toBe(409);
    expect(kept()).not.toContain(sha256(newer));
    expect((await call("POST", "/runs", { service: name })).status).toBe(409);
  });

  it("may be a path below an allowed folder, which is read anew, and nothing else", async () => {
    const path = join(allowed, "app");
    writeFileSync(path, elf(own));
    const name = newName("path");
    const added = await call("POST", "/services", { name, path });
    expect(added).toMatchObject({ status: 201, body: { service: { source: path } } });
    writeFileSync(path, Buffer.concat([elf(own), Buffer.from("newer")]));
    const { program } = (await call("GET", `/services/${name}/program`)).body;
    expect(program.digest).not.toBe(added.body.program.digest);

    const refused = await call("POST", "/services", {
      name: newName("path"),
      path: join(allowed, "way-out"),
    });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
    expect((await call("POST", "/services", { name: "upload", path })).status).toBe(400);
  });
});

describe.skipIf(!database || !engine)(`a prebuilt program that is built ${reason}`, () => {
  if (!database || !engine) return;
  const db = database;

  const build = async (service: string, variants?: readonly VariantId[]): Promise<RunView> => {
    const started = await call("POST", "/runs", { service, ...(variants ? { variants } : {}) });
    expect([started.status, started.body.error]).toEqual([202, undefined]);
    return untilEnd(db, started.body.run.id);
  };
  const imagesOf = async (run: RunView) => {
    const failed = run.builds.flatMap((each) => each.error?.message ?? []);
    expect(failed).toEqual([]);
    const images = run.builds.map((each) => getImage({ imageId: each.imageId ?? "" }, db));
    return new Map((await Promise.all(images)).map((image) => [image.variant, image]));
  };

  it(
    "is in every image byte for byte, with no compile stage run, and is refused where it does not start",
    async () => {
      let isSpoiled = false;
      const spoil: typeof measureImage = async (...args) => {
        const measured = await measureImage(...args);
        if (!isSpoiled || measured.binary === undefined) return measured;
        return { ...measured, binary: { ...measured.binary, sha256: "0".repeat(64) } };
      };
      await startTestWorker(db, { tools: { measureImage: spoil } });
      // what every other test builds too, so that the engine may have it already
      const compiled = await imagesOf(await build("tiny", ["scratch", "base-nossl", "distroless-cc"]));
      const takeOut = async (variant: VariantId) =>
        takeOutProgram(engine.host, compiled.get(variant)?.imageId ?? "", "/service");

      const staticProgram = await takeOut("scratch");
      const musl = newName("musl");
      const added = (await upload(musl, staticProgram)).body;
      expect(added.variants).toEqual(["scratch", "alpine", "base-nossl", "distroless-cc", "debian-slim"]);
      const run = await build(musl, ["scratch", "alpine"]);
      const images = await imagesOf(run);
      for (const image of [...images.values()]) {
        expect(image.binary?.sha256).toBe(sha256(staticProgram));
        expect(image.sourceDigest).toBe(`sha256:${image.binary?.sha256}`);
        expect([image.recipe, image.toolchain]).toEqual(["prebuilt", undefined]);
        expect((await takeOutProgram(engine.host, image.imageId, "/service")).equals(staticProgram)).toBe(
          true,
        );
        const { user, entrypoint, workingDir } = compiled.get("scratch")?.config ?? {};
        expect(image.config).toMatchObject({ user, entrypoint, workingDir });
      }
      const steps = run.builds.flatMap((each) => each.steps.map((step) => step.name));
      expect(steps.filter((name) => /toolchain|cargo|crates|build-|deps-|RUN/.test(name))).toEqual([]);
      expect(steps.filter((name) => name.startsWith("[prebuilt"))).not.toEqual([]);

      const inside = newName("inside");
      // debian-slim may not have been looked at yet
      const offered = (await upload(inside, await takeOut("base-nossl"))).body.variants;
      expect(offered.slice(0, 2)).toEqual(["base-nossl", "distroless-cc"]);
      const onScratch = await call("POST", "/runs", { service: inside, variants: ["scratch"] });
      expect([onScratch.status, onScratch.body.error.message]).toEqual([
        400,
        expect.stringMatching(
          /^`variants`: this program does not start on scratch\. Its interpreter \S+ is missing/,
        ),
      ]);
      const pair = await imagesOf(await build(inside, ["base-nossl", "distroless-cc"]));
      const [light, heavy] = [pair.get("base-nossl"), pair.get("distroless-cc")];
      expect(light?.binary?.sha256).toBe(heavy?.binary?.sha256);
      expect(light?.sizeBytes).toBeLessThan(heavy?.sizeBytes ?? 0);

      const dynamic = newName("dynamic");
      await upload(dynamic, await takeOut("distroless-cc"));
      const onNossl = await call("POST", "/runs", { service: dynamic, variants: ["base-nossl"] });
      expect(onNossl.body.error.message).toContain("libgcc_s.so.1 is missing on base-nossl");

      isSpoiled = true;
      const spoiled = await build(dynamic, ["distroless-cc"]);
      expect(spoiled).toMatchObject({ status: "failed", builds: [{ error: { code: "build-failed" } }] });
      expect(spoiled.builds[0]?.error?.message).toContain("does not hold the program that was given");
      expect(await db.image.count({ where: { service: { slug: dynamic } } })).toBe(0);
    },
    BASES_TIMEOUT_MS,
  );
});
