import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layer } from "../../lib/analysis/testing/layers.ts";
import { placeContent } from "../../lib/images/testing/place-content.ts";
import { jobsDatabase } from "../../lib/jobs/testing/jobs-database.ts";
import { makeSbomValidator } from "../../lib/packages/testing/sbom-validator.ts";
import { temporaryFolder } from "../../lib/scan/testing/temporary-folder.ts";

const root = new URL("../../", import.meta.url).pathname;
const database = await jobsDatabase();
const imageId = `sha256:${"d".repeat(64)}`;

describe.skipIf(!database)("diet about what is in an image", () => {
  if (!database) return;

  async function diet(...words: string[]) {
    const folder = await temporaryFolder();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "./bin/alias.mjs", "bin/diet.ts", ...words],
      { cwd: root, encoding: "utf8", env: { ...process.env, DATABASE_URL: database?.url, INIT_CWD: folder } },
    );
    return { status, stdout, stderr, folder };
  }

  it("lists packages, traits and why there is no binary, and writes a valid SBOM", async () => {
    const status = "Package: libc6\nVersion: 2.41-12\nArchitecture: amd64\n";
    const texts = new Map([
      ["etc/os-release", "ID=debian\nVERSION_ID=13\n"],
      ["var/lib/dpkg/status", status],
    ]);
    await placeContent(database.db, { imageId, layers: [{ diffId: imageId, ...layer([], { texts }) }] });
    const short = imageId.slice("sha256:".length, 20);
    expect((await diet("packages", short)).stdout).toMatch(/deb +libc6 +2\.41-12 +#0 +not said/);
    expect((await diet("traits", short)).stdout).toContain("shell: none  (no sh, bash");
    expect((await diet("binary", short)).stdout).toContain("The entrypoint names no file of this image.");
    expect((await diet("runs-on", short)).stdout).toContain("no program in this image");
    const { stdout } = await diet("sbom", short);
    const validate = makeSbomValidator();
    expect(validate(JSON.parse(stdout)) || validate.errors).toBe(true);
    const { folder } = await diet("sbom", short, "--output", "image.json");
    expect(`${readFileSync(join(folder, "image.json"), "utf8")}\n`).toBe(stdout);
  });

  it("fails where there is no such image", async () => {
    const { status, stderr } = await diet("sbom", "0123456789ab");
    expect(status).toBe(4);
    expect(stderr).toContain("There is no image 0123456789ab.");
  });
});
