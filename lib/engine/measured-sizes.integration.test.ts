import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { measureImage } from "../oci/measure-image.ts";
import { readWithTar } from "./testing/read-with-tar.ts";
import { buildRequest, findTestEngine, loadShellBase } from "./testing/test-engine.ts";
import type { Engine } from "./types.ts";

const { engine, reason } = await findTestEngine();
const shell = engine && (await loadShellBase(engine));
const folder = mkdtempSync(join(tmpdir(), "measured-sizes-"));
const tags: string[] = [];
afterAll(async () => {
  for (const tag of tags) await engine?.removeImage(tag);
  rmSync(folder, { recursive: true });
});
beforeEach((context) => context.skip(!engine, reason));

async function buildAndCompare(name: string, dockerfile: string, baseDiffIds: string[] = []) {
  const found = engine as Engine;
  const tag = `imagediet.local/test/${name}:${process.pid}`;
  tags.push(tag);
  const path = join(folder, `Dockerfile.${name}`);
  writeFileSync(path, dockerfile);
  const { imageId } = await found.build(
    buildRequest(path, { tag, contextFolders: { files: join(folder, "files") } }),
  );
  const archive = await buffer(await found.exportImage(tag));
  const measured = await measureImage(Readable.from([archive]), { baseDiffIds });
  const independent = readWithTar(archive);
  expect({
    imageId: measured.imageId,
    layers: measured.layers.map(
      ({ index: _index, createdBy: _createdBy, fromBase: _fromBase, ...figures }) => figures,
    ),
  }).toEqual({ imageId: independent.imageId, layers: independent.layers });
  expect(measured.imageId).toBe(imageId);
  const { baseBytes, binaryBytes, certificatesBytes, otherBytes } = measured.breakdown;
  expect(baseBytes + binaryBytes + certificatesBytes + otherBytes).toBe(measured.sizeBytes);
  return { measured, independent };
}

describe("what is measured equals what tar and sha256sum say of the same export, to the byte", () => {
  mkdirSync(join(folder, "files", "deep/".repeat(30)), { recursive: true });
  writeFileSync(join(folder, "files", "deep/".repeat(30), "näme with spaces"), randomBytes(70_001));
  writeFileSync(join(folder, "files", "zeros"), Buffer.alloc(3_000_000));
  writeFileSync(join(folder, "files", "svc"), randomBytes(1_234_567), { mode: 0o755 });
  writeFileSync(join(folder, "files", "ca.crt"), "a certificate");

  it("for an image from scratch", async () => {
    const { measured, independent } = await buildAndCompare(
      "sizes-scratch",
      [
        "FROM scratch",
        "COPY files/deep /deep",
        "COPY files/zeros /zeros",
        "COPY files/ca.crt /etc/ssl/certs/ca-certificates.crt",
        "COPY files/svc /bin/svc",
        'ENTRYPOINT ["/bin/svc"]',
      ].join("\n"),
    );
    expect(measured.binary).toEqual({
      path: "/bin/svc",
      sizeBytes: 1_234_567,
      sha256: independent.sha256Of("/bin/svc"),
    });
    expect(measured.breakdown).toEqual({
      baseBytes: 0,
      binaryBytes: 1_234_567,
      certificatesBytes: "a certificate".length,
      otherBytes: 3_070_001,
    });
    expect(measured.layers.map(({ createdBy }) => createdBy)).toEqual([
      "COPY files/deep /deep # buildkit",
      "COPY files/zeros /zeros # buildkit",
      "COPY files/ca.crt /etc/ssl/certs/ca-certificates.crt # buildkit",
      "COPY files/svc /bin/svc # buildkit",
    ]);
  });

  it("for one whose layers change, link and remove what lies below", async (context) => {
    context.skip(!shell, "no static busybox on this machine");
    const base = (await engine?.findImage(shell ?? ""))?.diffIds ?? [];
    const { measured } = await buildAndCompare(
      "sizes-shell",
      [
        `FROM ${shell}`,
        "COPY files /files",
        "RUN ln /files/svc /files/hard && ln -s /files/svc /files/soft && chmod 4755 /files/zeros",
        "RUN rm /files/svc && rm -r /files/deep && mkdir /files/deep && echo new >/files/deep/new",
        'CMD ["sh"]',
      ].join("\n"),
      base,
    );
    expect(measured.layers.map(({ fromBase }) => fromBase)).toEqual([true, false, false, false]);
    expect(measured.binary?.path).toBe("/bin/busybox");
    // zeros twice, svc once as a copy below its hard link's, the deep file
    expect(measured.reclaimableBytes).toBeGreaterThan(3_000_000 + 70_001 - 1);
    expect(measured.efficiencyRatio).toBeLessThan(1);
  });
});
