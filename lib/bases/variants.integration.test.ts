import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findTestEngine } from "../engine/testing/test-engine.ts";
import { findLadder } from "../ladder/ladders.ts";
import { measureImage } from "../oci/measure-image.ts";
import { findRecipe } from "../variants/recipe-name.ts";
import { toBuildArguments } from "../variants/recipes.ts";
import type { VariantId } from "../variants/variants.ts";
import { ALL_VARIANTS, buildLab, type LabBuild, resolveBaseArguments } from "./testing/lab-build.ts";
import { readConfig, runService, type TestContainer } from "./testing/run-container.ts";

const { engine: found, reason } = await findTestEngine();
const home = process.env.IMAGE_DIET_HOME;
const folder = mkdtempSync(join(tmpdir(), "image-diet-variants-"));
const tags = new Set<string>();
/** Assembling the toolchain and compiling the service for two C libraries: minutes the first time, seconds after. */
const FIRST_TIME_MS = 30 * 60 * 1000;
const SHIPPED = ALL_VARIANTS.filter((variant) => variant !== "naive");

let bases: Record<string, string> = {};
beforeAll(async () => {
  if (found && home) bases = await resolveBaseArguments(found);
}, FIRST_TIME_MS);
afterAll(async () => {
  for (const tag of tags) await found?.removeImage(tag);
  rmSync(folder, { recursive: true });
});
beforeEach((context) => context.skip(!found, reason));
beforeEach((context) => context.skip(!home, "IMAGE_DIET_HOME is not set"));

async function build(service: string, variant: VariantId, fields: Parameters<typeof buildLab>[4] = {}) {
  if (!found) throw new Error("no engine");
  const built = await buildLab(found, service, variant, bases, fields);
  tags.add(built.tag);
  return built;
}

async function use(
  built: LabBuild,
  options: Parameters<typeof runService>[2],
  work: (service: TestContainer) => Promise<void>,
) {
  const service = await runService(found?.host ?? "", built.tag, options);
  try {
    await work(service);
  } finally {
    await service.remove();
  }
}

describe.each(ALL_VARIANTS)("tiny as %s", (variant) => {
  it(
    "answers, checks its own health, and ends at SIGTERM with 0",
    async () => {
      await use(await build("tiny", variant), {}, async (service) => {
        expect((await service.get("/health")).body).toEqual({ status: "ok" });
        expect(await service.exec("/service", "healthcheck")).toBe(0);
        expect(await service.stop()).toBe(0);
      });
    },
    FIRST_TIME_MS,
  );

  it(
    "carries the labels, the user and the command that every variant shares",
    async () => {
      const arguments_ = {
        REVISION: "r1",
        SOURCE_DIGEST: "s1",
        RECIPE: "small",
        BASE_NAME: "b1",
        BASE_DIGEST: "d1",
      };
      const { tag } = await build("tiny", variant, { buildArguments: arguments_ });
      const config = await readConfig(found?.host ?? "", tag);
      expect(config).toMatchObject({
        User: variant === "naive" ? "0:0" : "65532:65532",
        WorkingDir: "/",
        Entrypoint: ["/service"],
        ExposedPorts: { "8080/tcp": {} },
        Labels: {
          "org.opencontainers.image.title": "tiny",
          "org.opencontainers.image.revision": "r1",
          "org.opencontainers.image.base.name": "b1",
          "org.opencontainers.image.base.digest": "d1",
          "dev.imagediet.variant": variant,
          "dev.imagediet.recipe": "small",
          "dev.imagediet.source-digest": "s1",
        },
      });
      expect(config.Cmd ?? []).toEqual([]);
      expect(config.Env).toContain("ADDR=0.0.0.0:8080");
    },
    FIRST_TIME_MS,
  );
});

function exportImage(tag: string) {
  if (!found) throw new Error("no engine");
  return found.exportImage(tag);
}

/** Which of the texts occur somewhere in the archive; layers are uncompressed in it. */
async function findTexts(tag: string, texts: readonly string[]): Promise<string[]> {
  const seen = new Set<string>();
  const overlap = Math.max(...texts.map((text) => text.length));
  let tail = Buffer.alloc(0);
  for await (const chunk of await exportImage(tag)) {
    const window = Buffer.concat([tail, chunk]);
    for (const text of texts) if (window.includes(text)) seen.add(text);
    tail = window.subarray(-overlap);
  }
  return texts.filter((text) => seen.has(text));
}

describe("a build", () => {
  it.each([
    ["scratch", /glibc|nossl|variant-(?!scratch)|debian|distroless/],
    ["distroless-static", /glibc|nossl|skeleton|variant-(?!distroless-static)/],
    ["base-nossl", /musl|skeleton|variant-(?!base-nossl)/],
    ["debian-slim", /-musl|nossl|build-static|variant-(?!debian-slim)/],
    ["naive", /-musl|nossl|build-static|skeleton|variant-(?!naive)/],
  ] as const)("of %s runs no stage of the others", async (variant, others) => {
    const { transcript } = await build("tiny", variant);
    const stages = transcript.steps().flatMap((line) => /\[(\S+) \d+\/\d+\]/.exec(line)?.[1] ?? []);
    expect(stages).toContain(`variant-${variant}`);
    expect(stages.filter((stage) => others.test(stage))).toEqual([]);
  });

  it("that says a target and no variant fails with what to do, and makes no wrong image", async () => {
    const failing = build("tiny", "alpine", { buildArguments: { VARIANT: "unnamed" } });
    await expect(failing).rejects.toMatchObject({ code: "build-failed" });
    const { detail } = await failing.catch((error) => error);
    expect(JSON.stringify(detail)).toContain("pass --build-arg VARIANT=");
  });

  it.each(["scratch", "naive"] as const)(
    "of %s leaves the CA bundle that it was lent in no layer",
    async (variant) => {
      const marker = `lent-to-the-build-${process.pid}-${Date.now()}`;
      const bundle = join(folder, "ca.pem");
      writeFileSync(bundle, `# ${marker}\n${readFileSync("/etc/ssl/certs/ca-certificates.crt", "utf8")}`);
      const { tag } = await build("tiny", variant, {
        secretFiles: { ca: bundle },
        buildArguments: { FRESH: marker },
      });
      const certificate = "-----BEGIN CERTIFICATE-----";
      expect(await findTexts(tag, [marker, certificate])).toEqual([certificate]);
    },
    FIRST_TIME_MS,
  );
});

describe("whoami", () => {
  const built = new Map<VariantId, LabBuild>();
  let server: Server | undefined;
  let url = "";

  beforeAll(async () => {
    if (!found || !home) return;
    for (const variant of SHIPPED) built.set(variant, await build("whoami", variant));
    makeCertificates();
    server = createServer(
      { key: readFileSync(join(folder, "server.key")), cert: readFileSync(join(folder, "server.pem")) },
      (_request, response) => response.end("hello"),
    );
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = `https://localhost:${typeof address === "object" ? address?.port : ""}/`;
  }, FIRST_TIME_MS);
  afterAll(() => server?.close());

  /** A CA that no image knows, and a server's certificate from it. */
  function makeCertificates(): void {
    const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=test");
    openssl("req", ...key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost");
    writeFileSync(join(folder, "extensions"), "subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n");
    openssl(
      ..."x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile extensions -out server.pem".split(
        " ",
      ),
    );
  }

  function image(variant: VariantId): LabBuild {
    const found = built.get(variant);
    if (!found) throw new Error(`${variant} was not built`);
    return found;
  }

  it.each(SHIPPED)(
    "as %s runs as a user without rights and finds the roots of its image",
    async (variant) => {
      await use(image(variant), {}, async (service) => {
        const libc = ["scratch", "alpine", "distroless-static"].includes(variant) ? "musl" : "glibc";
        const { body } = await service.get("/whoami");
        expect(body).toMatchObject({ uid: 65532, gid: 65532, libc, pid: expect.any(Number) });
        expect(body).toHaveProperty("tls_roots", expect.any(Number));
        const roots = (body as { tls_roots: number }).tls_roots;
        expect(roots).toBeGreaterThan(100);
        const refused = await service.get(`/tls?url=${encodeURIComponent(url)}`);
        expect(refused.status).toBe(502);
        expect(JSON.stringify(refused.body)).toContain("UnknownIssuer");
        expect((await service.get("/work?n=1000")).status).toBe(200);
        expect(await service.stop()).toBe(0);
      });
    },
  );

  it(
    "gets lighter with every rung of the ladder from debian-slim to scratch",
    async () => {
      const all = findLadder("full")?.rungs ?? [];
      const ids = all.map(({ id }) => id);
      const rungs = all.slice(ids.indexOf("debian-slim"), ids.indexOf("scratch") + 1);
      const sizes: number[] = [];
      for (const { id, variant, recipe } of rungs) {
        const tag = `imagediet.local/test/whoami-rung:${id}-${process.pid}`;
        const own = { tag, buildArguments: toBuildArguments(findRecipe(recipe).recipe) };
        const { tag: name } = recipe === "default" ? image(variant) : await build("whoami", variant, own);
        sizes.push((await measureImage(await exportImage(name), { baseDiffIds: [] })).sizeBytes);
      }
      expect(rungs).toHaveLength(5);
      expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => b - a));
    },
    FIRST_TIME_MS,
  );

  it.each(SHIPPED)("as %s speaks HTTPS with whom it trusts", async (variant) => {
    const options = {
      environment: { SSL_CERT_FILE: "/test-ca.pem" },
      binds: [`${join(folder, "ca.pem")}:/test-ca.pem:ro`],
    };
    await use(image(variant), options, async (service) => {
      const answer = await service.get(`/tls?url=${encodeURIComponent(url)}`);
      expect(answer).toMatchObject({ status: 200, body: { ok: true, status: 200, tls_roots: 1 } });
    });
  });
});
