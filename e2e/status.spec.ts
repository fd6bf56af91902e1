import { statusView } from "../lib/status/schemas.ts";
import { FIRST_BUILD_MS, hasEnded, startRun, untilBuild } from "./support/runs.ts";
import { expect, test } from "./support/test.ts";

test("the status page tells each part and each base as they are, and keeps doing so", async ({
  page,
  request,
}) => {
  test.setTimeout(FIRST_BUILD_MS);
  await page.goto("/status");
  const part = (name: string) => page.getByRole("row", { name: new RegExp(`^${name}`) });
  await expect(part("PostgreSQL")).toContainText("up");
  await expect(part("Worker")).toContainText("1 running");

  const run = await startRun(request, "tiny", ["scratch"]);
  await untilBuild(request, run.id, hasEnded);
  const status = statusView.parse(await (await request.get("/api/v1/status")).json());
  await expect(part("Docker Engine")).toContainText(status.engine.version ?? "no version");
  for (const base of status.bases) {
    const row = page.getByRole("row", { name: new RegExp(`^${base.role} `) });
    if (base.status !== "ready") continue;
    await expect(row).toContainText(base.digest?.replace("sha256:", "").slice(0, 12) ?? "no digest");
    await expect(row).toContainText(base.origin === "stand-in" ? "stand-in" : /registry|configuration/);
  }
  // Wherever a page says that the data should be refreshed, this is the place.
  const refresh = part("Scanner").getByRole("button", { name: "Refresh the vulnerability data" });
  await expect(refresh).toHaveCount(status.scanner.available ? 1 : 0);
  if (!status.scanner.available) await expect(part("Scanner")).toContainText("absent");
  await expect(part("Queue")).toContainText("0 building, 0 waiting");
});
