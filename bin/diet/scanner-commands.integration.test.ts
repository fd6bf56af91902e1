import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { DATABASE_ARCHIVE } from "../../lib/scan/testing/real-database.ts";
import { temporaryFolder } from "../../lib/scan/testing/temporary-folder.ts";

const root = new URL("../../", import.meta.url).pathname;

function diet(home: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "./bin/alias.mjs", "bin/diet.ts", ...words],
    {
      cwd: root,
      encoding: "utf8",
      env: {
        ...process.env,
        IMAGE_DIET_HOME: home,
        INIT_CWD: dirname(DATABASE_ARCHIVE),
        TRIVY_CACHE_DIR: "",
        TRIVY: "/nonexistent",
      },
    },
  );
  return { status, text: stdout + stderr };
}

describe("diet scanner", () => {
  it("imports a database where no registry is reached, named from where one stands", async () => {
    const home = await temporaryFolder();
    expect(diet(home, "scanner", "state")).toMatchObject({
      status: 0,
      text: expect.stringContaining("missing"),
    });
    expect(diet(home, "scanner", "import", "trivy-db.tar.gz")).toMatchObject({
      status: 0,
      text: expect.stringContaining("a database of 2026-11-22"),
    });
    expect(diet(home, "scanner", "state").text).toContain("debian 13");
  });

  it("says what is wrong and fails with a status of its own", async () => {
    const home = await temporaryFolder();
    expect(diet(home, "scanner", "import", "/nonexistent")).toMatchObject({
      status: 4,
      text: expect.stringContaining("no file or folder"),
    });
    expect(diet(home, "scanner", "refresh")).toMatchObject({
      status: 13,
      text: expect.stringContaining("TRIVY=/nonexistent"),
    });
  });
});
