/**
 * `npm run bench:lighthouse [-- --url http://127.0.0.1:3000] [-- --service whoami] [-- --form mobile]`: Lighthouse over
 * the start page, a comparison and a snapshot of a running dashboard (a production build, its images really built), each
 * three times, of which the median counts. Exits 1 where a score is below its goal, and says what kept it down.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { findChromium } from "../e2e/support/chromium.ts";

/** Fetched when it is asked for: it is as large as the rest of the tools together, and no test needs it. */
const LIGHTHOUSE = "lighthouse@13.5.0";
const GOALS = { performance: 95, accessibility: 100, "best-practices": 100 } as const;
const ROUNDS = 3;

const { values } = parseArgs({
  options: {
    url: { type: "string", default: "http://127.0.0.1:3000" },
    service: { type: "string", default: "whoami" },
    form: { type: "string", default: "desktop" },
  },
});

const report = z.object({
  categories: z.record(
    z.string(),
    z.object({ score: z.number(), auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })) }),
  ),
  audits: z.record(
    z.string(),
    z.object({ title: z.string(), score: z.number().nullable(), displayValue: z.string().optional() }),
  ),
});
type Report = z.infer<typeof report>;

const chromium = findChromium();
if (!chromium) throw new Error("There is no Chromium; set CHROMIUM_PATH.");
const work = await mkdtemp(join(tmpdir(), "image-diet-lighthouse-"));
try {
  const paths = ["/", `/compare?service=${encodeURIComponent(values.service)}`, `/c/${await findSnapshot()}`];
  for (const path of paths) await judge(path);
} finally {
  await rm(work, { recursive: true, force: true });
}

/** The newest snapshot's name; one is frozen where there is none. */
async function findSnapshot(): Promise<string> {
  const api = `${values.url}/api/v1/snapshots`;
  const listed = z.object({
    snapshots: z.array(z.object({ slug: z.string(), revokedAt: z.string().optional() })),
  });
  const { snapshots } = listed.parse(await (await fetch(api)).json());
  const known = snapshots.find(({ revokedAt }) => revokedAt === undefined);
  if (known) return known.slug;
  const answer = await fetch(api, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: `service=${values.service}`, title: "For Lighthouse" }),
  });
  return z.object({ slug: z.string() }).parse(await answer.json()).slug;
}

/** Prints a page's scores; an exit status of 1 is what a missed goal leaves. */
async function judge(path: string): Promise<void> {
  const reports: Report[] = [];
  for (let round = 0; round < ROUNDS; round += 1) reports.push(await runLighthouse(path, round));
  const scores = Object.entries(GOALS).map(([category, goal]) => {
    const median = reports.map((one) => scoreOf(one, category)).toSorted((a, b) => a - b)[
      Math.floor(ROUNDS / 2)
    ];
    return { category, goal, score: median ?? 0 };
  });
  console.log(`${path}  ${scores.map(({ category, score }) => `${category} ${score}`).join(", ")}`);
  for (const { category, goal, score } of scores) {
    if (score >= goal) continue;
    process.exitCode = 1;
    console.log(`  ${category} is below ${goal}:`);
    for (const line of sayFaults(reports.at(-1), category)) console.log(`    ${line}`);
  }
}

function scoreOf({ categories }: Report, category: string): number {
  return Math.round((categories[category]?.score ?? 0) * 100);
}

function sayFaults(one: Report | undefined, category: string): string[] {
  return (one?.categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
    const audit = one?.audits[id];
    if (!audit || weight === 0 || audit.score === null || audit.score >= 0.995) return [];
    return [
      `${audit.title}${audit.displayValue ? `: ${audit.displayValue}` : ""} (${Math.round(audit.score * 100)})`,
    ];
  });
}

async function runLighthouse(path: string, round: number): Promise<Report> {
  const output = join(work, `${round}.json`);
  const flags = [
    "--headless=new",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
  ];
  // Chromium's sandbox refuses to run as root.
  if (process.getuid?.() === 0) flags.push("--no-sandbox");
  const args = [
    ...["--yes", `--package=${LIGHTHOUSE}`, "--", "lighthouse", `${values.url}${path}`, "--quiet"],
    ...["--output=json", `--output-path=${output}`, `--chrome-flags=${flags.join(" ")}`],
    ...[`--only-categories=${Object.keys(GOALS).join(",")}`],
    ...(values.form === "mobile" ? [] : ["--preset=desktop"]),
  ];
  const child = spawn("npx", args, { stdio: "inherit", env: { ...process.env, CHROME_PATH: chromium } });
  const status = await new Promise((resolve) => child.on("close", resolve));
  if (status !== 0) throw new Error(`Lighthouse ended with ${status} on ${path}.`);
  return report.parse(JSON.parse(await readFile(output, "utf8")));
}
