import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { present } from "../db/fields.ts";
import { AppError } from "../errors.ts";
import { isGoing } from "../job-status.ts";
import { parseInput } from "../parse-input.ts";
import { summariseProbes } from "../probes/summarise-probes.ts";
import { readCargoFeatures } from "../services/cargo-features.ts";
import { getService } from "../services/get-service.ts";
import type { ServiceView } from "../services/schemas.ts";
import { serviceFolder } from "../services/service-folder.ts";
import { sourceDigest } from "../services/source-digest.ts";
import { toLinkage } from "../variants/linkage.ts";
import { findRecipe, shortenRecipe } from "../variants/recipe-name.ts";
import { findRecipePreset } from "../variants/recipes.ts";
import { findNewCosts } from "./costs.ts";
import { fitRungs } from "./fit-rungs.ts";
import { findLadder, LADDERS, type Rung } from "./ladders.ts";
import { findPublished } from "./published.ts";
import { type RungBuild, readBuilds, readImages } from "./read-rungs.ts";
import { keyOf } from "./rung-key.ts";
import { toRungProbe } from "./rung-probe.ts";
import { type LadderQuery, type LadderView, ladderQuery, type RungImage, type RungView } from "./schemas.ts";
import { toStep } from "./steps.ts";

/**
 * A ladder of a service as it is now: each rung with its newest image, what the step to it saved, what it costs, and its
 * build while one goes. Sizes are bytes. Throws bad-input, not-found (service), database-unavailable.
 */
export async function getLadder(raw: LadderQuery, database: Db = db()): Promise<LadderView> {
  const input = parseInput(ladderQuery, raw, "query");
  const ladder = findLadder(input.ladder) ?? LADDERS[0];
  if (!ladder) throw new AppError("internal", "There is no ladder.");
  return withDatabaseErrors(async () => {
    const service = await getService(input.service ?? ladder.service, database);
    if (service.kind === "prebuilt") {
      const text = `\`service\`: ${service.slug} is prebuilt, and the rungs of a ladder are compiled. Choose a service with a source.`;
      throw new AppError("bad-input", text, { field: "service" });
    }
    const source = await readSource(service);
    const own = fitRungs(ladder.rungs, source?.features);
    const [images, builds] = await Promise.all([
      readImages(database, service.id, own, source?.digest),
      readBuilds(database, service.id, own),
    ]);
    const probes = await summariseProbes(
      [...images.values()].map((image) => image.imageId),
      { database },
    );
    const findProbe = (rung: Rung | undefined) =>
      rung && probes.get(images.get(keyOf(rung))?.imageId ?? "")?.latest;
    const measured = own.map((rung) => ({ ...rung, image: images.get(keyOf(rung)) }));
    const rungs = measured.map((rung): RungView => {
      const before = own.find((each) => each.id === rung.follows);
      const probe = findProbe(rung);
      return {
        ...toRungView(rung, rung.image),
        ...present("build", toBuild(builds.get(keyOf(rung)))),
        ...present("step", toStep(rung, measured)),
        ...present("probe", probe && toRungProbe(probe, findProbe(before))),
        costs: findNewCosts(rung, before),
        published: findPublished(ladder.id, rung),
      };
    });
    const { id, title, summary } = ladder;
    return { service: service.slug, ladder: { id, title, summary }, rungs, missing: findMissing(rungs) };
  });
}

/** A step's name is its whole instruction; a line has room for its beginning. */
const LONGEST_STEP = 200;

type Source = { digest: string; features: string[] | undefined };

/** A source that cannot be read must not take the figures away. */
async function readSource(service: ServiceView): Promise<Source | undefined> {
  try {
    const folder = serviceFolder(service);
    const features = await readCargoFeatures(folder, service.package);
    return { digest: await sourceDigest(folder), features };
  } catch (error) {
    if (error instanceof AppError && error.code === "bad-input") return undefined;
    throw error;
  }
}

function toRungView(rung: Rung, image: RungImage | undefined): Omit<RungView, "costs" | "published"> {
  const named = findRecipe(rung.recipe);
  const { id, title, change, variant, recipe, follows } = rung;
  return {
    ...{ id, title, change, variant, recipe },
    // a bar has no room for a list of knobs
    recipeSummary: findRecipePreset(recipe)?.summary ?? shortenRecipe(recipe),
    linkage: toLinkage(variant, named.recipe),
    ...present("follows", follows),
    ...present("image", image),
  };
}

/** Of a build that has brought its image there is nothing more to say. */
function toBuild(build: RungBuild | undefined): RungView["build"] {
  if (!build || build.view.status === "succeeded") return undefined;
  const { id, status, startedAt, estimateMs, waitingFor, steps, error } = build.view;
  return {
    id,
    run: build.run,
    status,
    ...present("startedAt", startedAt),
    ...present("estimateMs", estimateMs),
    ...present("waitingFor", waitingFor),
    ...present("step", steps.findLast((step) => step.status === "running")?.name.slice(0, LONGEST_STEP)),
    ...present("error", error),
  };
}

function findMissing(rungs: readonly RungView[]): string[] {
  return rungs
    .filter((rung) => !isGoing(rung.build) && (!rung.image || rung.image.isCurrent === false))
    .map((rung) => rung.id);
}
