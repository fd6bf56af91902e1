import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { addBuiltImage, toMeasured } from "../jobs/testing/add-built-image.ts";
import { jobsDatabase } from "../jobs/testing/jobs-database.ts";
import type { VariantId } from "../variants/variants.ts";
import { getBudget } from "./get-budget.ts";
import { listBudgets } from "./list-budgets.ts";
import { rebaselineBudget } from "./rebaseline-budget.ts";
import { removeBudget } from "./remove-budget.ts";
import { setBudget } from "./set-budget.ts";

const root = new URL("../../", import.meta.url).pathname;
const database = await jobsDatabase();
const service = "tiny";

describe.skipIf(!database)("a budget", () => {
  if (!database) return;
  const { db } = database;
  let first: string;

  const build = (sizeBytes: number, variant: VariantId = "scratch") =>
    addBuiltImage(db, service, variant, toMeasured([{ name: `${variant} ${sizeBytes}`, sizeBytes }], ""));

  /** The command line's exit status and what it said. */
  function check(...words: string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "./bin/alias.mjs", "bin/diet.ts", "check", service, ...words],
      { cwd: root, encoding: "utf8", env: { ...process.env, DATABASE_URL: database?.url } },
    );
    return { status, stdout, stderr };
  }

  beforeAll(async () => {
    first = await build(10_000_000);
  });

  it("follows the newest image: within, over, accepted by a new baseline", async () => {
    expect(check()).toMatchObject({ status: 4, stderr: expect.stringContaining("no budget") });
    const set = await setBudget({ service, variant: "scratch" }, { database: db });
    expect(set).toMatchObject({
      isNew: true,
      budget: { limit: { kind: "growth", maxGrowthRatio: 0.05 }, limitBytes: 10_500_000 },
    });
    const { id } = set.budget;
    await build(10_120_000);
    expect((await getBudget({ id }, db)).verdict).toEqual({
      state: "within",
      bytes: 10_120_000,
      growthRatio: 0.012,
    });
    expect(check()).toMatchObject({
      status: 0,
      stderr: "",
      stdout: expect.stringMatching(/scratch .* within budget: \+1\.2 % of 5 %/),
    });

    await build(10_600_000);
    const broken = check("--json");
    expect(JSON.parse(broken.stdout)).toEqual(JSON.parse(JSON.stringify(await listBudgets(service, db))));
    expect(broken).toMatchObject({
      status: 18,
      stderr: expect.stringContaining("tiny scratch, uncompressed, over budget by 0.10 MB: +6.0 % of 5 %"),
    });

    const accepted = await rebaselineBudget({ id }, { database: db });
    expect(accepted).toMatchObject({ limitBytes: 11_130_000, verdict: { state: "within", growthRatio: 0 } });
    const back = await rebaselineBudget({ id, image: first.slice(0, 20) }, { database: db });
    expect(back).toMatchObject({ baseline: { imageId: first }, verdict: { state: "over" } });
  });

  it("is changed where there is one for the same measure, and keeps its baseline", async () => {
    const changed = await setBudget({ service, variant: "scratch", maxGrowthRatio: 0.1 }, { database: db });
    expect(changed).toMatchObject({ isNew: false, budget: { baseline: { imageId: first } } });
    expect(changed.budget.verdict.state).toBe("within");
    const absolute = await setBudget({ service, variant: "scratch", maxBytes: 5 }, { database: db });
    expect(absolute.budget).toMatchObject({
      id: changed.budget.id,
      limitBytes: 5,
      verdict: { state: "over" },
    });
    const { id } = absolute.budget;
    await expect(rebaselineBudget({ id }, { database: db })).rejects.toMatchObject({ code: "conflict" });
    expect(await listBudgets(service, db)).toHaveLength(1);
    await removeBudget({ id }, db);
    await expect(removeBudget({ id }, db)).rejects.toMatchObject({ code: "not-found" });
    await expect(getBudget({ id }, db)).rejects.toMatchObject({ code: "not-found" });
  });

  it("knows neither within nor over before there is a baseline and a measure", async () => {
    const set = () => setBudget({ service, variant: "alpine", measure: "compressed" }, { database: db });
    const { budget } = await set();
    expect(budget.verdict).toEqual({ state: "not-built" });
    await expect(rebaselineBudget({ id: budget.id }, { database: db })).rejects.toMatchObject({
      code: "conflict",
    });
    const imageId = await build(8_000_000, "alpine");
    expect((await getBudget({ id: budget.id }, db)).verdict).toEqual({ state: "no-baseline" });
    expect(check()).toMatchObject({ status: 6, stderr: expect.stringContaining("no baseline") });
    await db.image.update({ where: { imageId }, data: { compressedBytes: null } });
    expect((await set()).budget).toMatchObject({
      baseline: { imageId },
      verdict: { state: "not-measured" },
    });
    await db.image.update({ where: { imageId }, data: { compressedBytes: 4_000_000n } });
    expect((await getBudget({ id: budget.id }, db)).limitBytes).toBe(4_200_000);
  });

  it("refuses two limits, another line's image and what is unknown", async () => {
    const both = { service, variant: "scratch" as const, maxBytes: 5, maxGrowthRatio: 1 };
    await expect(setBudget(both, { database: db })).rejects.toMatchObject({ field: "maxBytes" });
    const { budget } = await setBudget({ service, variant: "alpine" }, { database: db });
    await expect(rebaselineBudget({ id: budget.id, image: first }, { database: db })).rejects.toMatchObject({
      field: "image",
    });
    await expect(setBudget({ service: "nobody", variant: "alpine" }, { database: db })).rejects.toMatchObject(
      {
        code: "not-found",
      },
    );
    await expect(listBudgets("nobody", db)).rejects.toMatchObject({ code: "not-found" });
  });
});
