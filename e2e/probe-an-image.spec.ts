import { z } from "zod";
import { formatMs } from "../lib/format.ts";
import { probeView } from "../lib/probes/schemas.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, TINY, tinyImages } from "./support/tiny-images.ts";

/** A few starts under load, on a machine that has other things to do as well. */
const PROBE_MS = 120_000;
const probesAnswer = z.object({ probes: z.array(probeView) });

test("an image is run from its page; there, in the comparison and on the ladder stands what was measured", async ({
  page,
  context,
  request,
}) => {
  test.setTimeout(FIRST_RUN_MS);
  const images = await tinyImages(request);
  const imageId = images.columns.find(({ image }) => image.variant === "scratch")?.image.imageId ?? "";
  // Nobody asks for anything on this one.
  const ladder = await context.newPage();
  await ladder.goto(`/ladder?service=${TINY}`);
  const rungs = ladder.getByRole("region", { name: "Rung by rung" });
  await expect(rungs.getByRole("row", { name: /^scratch default/ })).toBeVisible();
  await page.goto(`/images/${imageId}`);
  const section = page.getByRole("region", { name: "When it is run" });
  const ask = section.getByRole("button", { name: /^Probe/ });
  const cancel = section.getByRole("button", { name: "Cancel probe" });
  await ask.click();
  // Both are there only while it is run.
  const cancels = [cancel, rungs.getByRole("button", { name: "Cancel probe" })];
  await Promise.all(cancels.map((each) => expect(each).toBeVisible({ timeout: PROBE_MS })));
  await expect(cancel).toBeHidden({ timeout: PROBE_MS });
  await expect(section.getByRole("row", { name: /^Runs as production would yes/ })).toBeVisible();
  await expect(section.getByRole("row", { name: /^HTTPS cannot tell/ })).toContainText("has no /tls");

  const answer = await request.get(`/api/v1/images/${imageId}/probes`);
  const { probes } = probesAnswer.parse(await answer.json());
  const start = formatMs(probes[0]?.images[0]?.seen?.start?.totalMs.median ?? Number.NaN);
  await expect(section.getByRole("row", { name: /^Start to first answer/ })).toContainText(start);

  await page.goto(`/compare?service=${TINY}`);
  const row = page
    .getByRole("region", { name: "Tradeoffs" })
    .getByRole("row", { name: /^Start to first answer/ });
  await expect(row).toContainText(start);

  await expect(rungs.getByRole("row", { name: /^scratch default/ })).toContainText(`start${start}`);
  await expect(rungs.getByRole("button", { name: "Cancel probe" })).toBeHidden();
});
