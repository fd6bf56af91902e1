import type { Command } from "commander";
import { AppError } from "../../lib/errors.ts";
import { parseInput } from "../../lib/parse-input.ts";
import { cancelBuild } from "../../lib/runs/cancel-build.ts";
import { cancelRun } from "../../lib/runs/cancel-run.ts";
import { getBuildLog } from "../../lib/runs/get-build-log.ts";
import { getRun } from "../../lib/runs/get-run.ts";
import { listRuns } from "../../lib/runs/list-runs.ts";
import { retryBuild } from "../../lib/runs/retry-build.ts";
import { startRunInput } from "../../lib/runs/schemas.ts";
import { startRun } from "../../lib/runs/start-run.ts";
import { getService } from "../../lib/services/get-service.ts";
import { followRun, requireSuccess } from "./follow-run.ts";
import { print, toTable } from "./output.ts";
import { describeRun, runRow } from "./show-run.ts";

type Json = { json?: boolean };

function addRun(program: Command): void {
  program
    .command("run")
    .description("build variants of a service and wait for them; joins a run of the same that is going")
    .argument("[service]", "the default service without it")
    .option("-r, --recipe <id>", "how the binary is compiled", "default")
    .option("-v, --variants <ids>", "separated by commas; the five usual ones without it")
    .option("--force", "without the engine's cache")
    .option("--no-wait", "do not wait for the end")
    .option("--json")
    .action(async (service: string | undefined, options: RunOptions) => {
      const input = parseInput(
        startRunInput,
        {
          service: service ?? (await getService(undefined)).slug,
          recipe: options.recipe,
          force: options.force ?? false,
          ...(options.variants === undefined ? {} : { variants: options.variants.split(",") }),
        },
        "run",
      );
      const { run, joined } = await startRun({ ...input, variants: input.variants ?? undefined });
      console.error(`${joined ? "Joined" : "Started"} run ${run.number}.`);
      const ended = options.wait ? await followRun(run, (line) => console.error(line)) : run;
      print(ended, describeRun(ended), options);
      if (options.wait) requireSuccess(ended);
    });
}

type RunOptions = Json & { recipe: string; variants?: string; force?: boolean; wait: boolean };

/** The commands about runs and builds. */
export function addRunCommands(program: Command): void {
  addRun(program);
  program
    .command("runs")
    .description("list runs, the newest first")
    .option("-s, --service <name>")
    .option("-c, --cursor <cursor>", "go on where the list before ended")
    .option("--json")
    .action(async (options: Json & { service?: string; cursor?: string }) => {
      const { json: _json, ...input } = options;
      const page = await listRuns(input);
      const table = toTable(
        ["run", "service", "recipe", "state", "images", "started"],
        page.runs.map(runRow),
      );
      print(page, page.nextCursor ? `${table}\nMore: --cursor ${page.nextCursor}` : table, options);
    });
  program
    .command("show")
    .description("show one run")
    .argument("<run>", "its number or id")
    .option("--json")
    .action(async (id: string, options: Json) => {
      const run = await getRun({ id });
      print(run, describeRun(run), options);
    });
  program
    .command("cancel")
    .description("cancel a run, or with --build one of its builds")
    .argument("<run>", "the run's number or id; with --build the build's id")
    .option("--build", "it is a build's id")
    .action(async (id: string, options: { build?: boolean }) => {
      console.log(describeRun(options.build ? await cancelBuild({ id }) : await cancelRun({ id })));
    });
  program
    .command("retry")
    .description("try a failed or cancelled build again")
    .argument("<build>", "its id")
    .action(async (id: string) => console.log(describeRun(await retryBuild({ id }))));
  program
    .command("log")
    .description("print a build's log")
    .argument("<run>", "the run's number or id")
    .argument("<variant>")
    .option("--from <line>", "first line", "1")
    .action(async (id: string, variant: string, options: { from: string }) => {
      const run = await getRun({ id });
      const build = run.builds.find((each) => each.variant === variant);
      if (!build) {
        const variants = run.builds.map((each) => each.variant).join(", ");
        throw new AppError("not-found", `Run ${run.number} has no build of ${variant}: it has ${variants}.`);
      }
      for await (const block of await getBuildLog({ id: build.id, from: Number(options.from) })) {
        if (process.stdout.destroyed) return;
        process.stdout.write(block);
      }
    });
}
