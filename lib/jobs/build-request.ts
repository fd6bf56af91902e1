import { join } from "node:path";
import type { ResolvedBase } from "../bases/types.ts";
import type { BuildRequest } from "../engine/types.ts";
import { imageIdentity } from "../runs/identity.ts";
import { type Recipe, toBuildArguments } from "../variants/recipes.ts";
import type { VariantId } from "../variants/variants.ts";
import { baseOf, toBaseArgument, toBaseDigests } from "./base-roles.ts";

/** The folder of the context that a service's source is sent as. */
const SOURCE_FOLDER = "service";
/** Where in the context a prebuilt program is sent. */
const PROGRAM = "prebuilt/program";

/** What is sent to the engine: a folder to be compiled, or a program that is there already. */
export type BuildSource = { kind: "folder" | "program"; path: string };

export type BuildOrder = {
  service: string;
  package: string;
  source: BuildSource;
  sourceDigest: string;
  revision: string;
  variant: VariantId;
  recipeId: string;
  /** None where nothing is compiled. */
  recipe: Recipe | undefined;
  platform: string;
  /** Given where nothing that was compiled before is to be used: orders of equal `fresh` still share what they compile. */
  fresh?: string;
  /** What requiredRoles names. */
  bases: readonly ResolvedBase[];
  caBundle: string | undefined;
};

/** What the image that an order makes is of, as 64 hex digits. */
export function toImageIdentity(order: BuildOrder): string {
  const { service, sourceDigest, variant, recipe, platform, bases } = order;
  const parts = { service, package: order.package, sourceDigest, variant, recipe, platform };
  return imageIdentity(parts, toBaseDigests(bases));
}

/** The base that an order's image stands on; undefined for scratch. */
export function findOwnBase(order: BuildOrder): ResolvedBase | undefined {
  return order.bases.find((base) => base.role === baseOf(order.variant));
}

/** What the engine is asked for; the lab's Dockerfile says what each argument means. */
export function toBuildRequest(order: BuildOrder): Omit<BuildRequest, "signal" | "onProgress"> {
  const base = findOwnBase(order);
  const { source, fresh } = order;
  const isCompiled = source.kind === "folder";
  const references = order.bases.map((each) => [toBaseArgument(each.role), each.buildReference]);
  return {
    contextFolders: isCompiled ? { [SOURCE_FOLDER]: source.path } : {},
    contextFiles: {
      Dockerfile: join(process.cwd(), "lab/Dockerfile"),
      ...(isCompiled ? {} : { [PROGRAM]: source.path }),
    },
    dockerfile: "Dockerfile",
    target: order.variant,
    tag: `imagediet.local/${order.service}:${order.variant}-${toImageIdentity(order).slice(0, 12)}`,
    platform: order.platform,
    buildArguments: {
      ...Object.fromEntries(references),
      ...(order.recipe === undefined ? {} : toBuildArguments(order.recipe)),
      ...(isCompiled ? { SERVICE: SOURCE_FOLDER } : { PREBUILT: PROGRAM }),
      PACKAGE: order.package,
      ...(fresh === undefined || !isCompiled ? {} : { FRESH: fresh }),
      VARIANT: order.variant,
      RECIPE: order.recipeId,
      REVISION: order.revision,
      SOURCE_DIGEST: order.sourceDigest,
      BASE_NAME: base?.reference ?? "scratch",
      BASE_DIGEST: base?.digest ?? "",
    },
    labels: {},
    secretFiles: order.caBundle === undefined || !isCompiled ? {} : { ca: order.caBundle },
  };
}
