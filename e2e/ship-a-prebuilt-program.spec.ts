import { createHash, randomBytes } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { buildElf } from "../lib/elf/testing/build-elf.ts";
import { comparison } from "../lib/images/schemas.ts";
import { runPage } from "../lib/runs/schemas.ts";
import { hasEnded, untilRun } from "./support/runs.ts";
import { expect, test } from "./support/test.ts";
import { FIRST_RUN_MS, tinyImages } from "./support/tiny-images.ts";

const name = `prebuilt-${randomBytes(4).toString("hex")}`;
const isArm = process.arch === "arm64";
// What musl starts and nothing else, of more bytes than a request may hold that is kept in memory.
const program = Buffer.concat([
  buildElf({
    type: 2,
    machine: isArm ? 183 : 62,
    interpreter: `/lib/ld-musl-${isArm ? "aarch64" : "x86_64"}.so.1`,
  }),
  Buffer.from(name),
  Buffer.alloc(11 * 1024 * 1024),
]);
const sha256 = createHash("sha256").update(program).digest("hex");
const file = { name: "program", mimeType: "application/octet-stream", buffer: program };

test.beforeAll(async ({ request }) => {
  test.setTimeout(FIRST_RUN_MS);
  // Their bases are looked at then, so that it can be told where a program starts.
  await tinyImages(request);
});

test.afterAll(async ({ request }) => {
  await request.delete(`/api/v1/services/${name}`);
});

/** The form of a new program. */
async function openForm(page: Page): Promise<Locator> {
  await page.goto("/services");
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Add a prebuilt program…" }).click();
  return dialog;
}

test("a program that is uploaded on the page is shipped byte for byte, where it starts", async ({
  page,
  request,
}) => {
  const dialog = await openForm(page);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Program, at most 64 MiB").setInputFiles(file);
  await dialog.getByRole("button", { name: "Add it" }).click();
  await expect(dialog).toBeHidden();

  const section = page.getByRole("region", { name });
  await expect(section.getByTitle(`sha256:${sha256}`)).toBeVisible();
  await section.getByText(/It starts on 1 of \d bases/).click();
  await expect(section.getByRole("row", { name: /^distroless-cc/ })).toContainText(
    /Its interpreter \/lib\/ld-musl-\S+ is missing/,
  );
  await section.getByRole("button", { name: `Build 1 variant of ${name}, recipe prebuilt` }).click();
  await expect
    .poll(async () => (await readRuns()).runs.length, { message: "the run of the program" })
    .toBe(1);
  const run = await untilRun(request, (await readRuns()).runs[0]?.id ?? "", ({ builds }) =>
    builds.every(hasEnded),
  );
  expect(run.builds.map(({ variant, error }) => error?.message ?? variant)).toEqual(["alpine"]);

  const answer = await request.get(`/api/v1/compare?service=${name}`);
  const { columns, missing } = comparison.parse((await answer.json()).comparison);
  expect(missing).toEqual([]);
  await page.goto(`/images/${columns[0]?.image.imageId}`);
  const binary = page.getByRole("region", { name: "Binary" });
  await expect(binary).toContainText("Byte-identical to the input");
  await expect(binary.getByText(sha256, { exact: true }).first()).toBeVisible();
  await page.goto(`/compare?service=${name}&rows=all`);
  await expect(page.getByRole("row", { name: /^Source/ })).toContainText("byte for byte");

  async function readRuns() {
    return runPage.parse(await (await request.get(`/api/v1/runs?service=${name}`)).json());
  }
});

test.describe("refusals", () => {
  test.use({ allowedConsoleErrors: ["/api/v1/services/upload"] });

  test("what cannot be shipped is refused on the page, in words that say why", async ({ page }) => {
    const dialog = await openForm(page);
    await dialog.getByLabel("Name").fill(`${name}-script`);
    const script = { ...file, buffer: Buffer.from("#!/bin/sh\nexit 0\n") };
    await dialog.getByLabel("Program, at most 64 MiB").setInputFiles(script);
    await dialog.getByRole("button", { name: "Add it" }).click();
    await expect(page.getByText("it does not begin with the ELF magic")).toBeVisible();
    await expect(dialog).toBeVisible();
  });
});
