import type { Operation } from "../operation.ts";
import * as budgets from "./budgets.ts";
import * as builds from "./builds.ts";
import * as catalogue from "./catalogue.ts";
import * as contents from "./contents.ts";
import * as findings from "./findings.ts";
import * as images from "./images.ts";
import * as inside from "./inside.ts";
import * as ladder from "./ladder.ts";
import * as pictures from "./pictures.ts";
import * as probes from "./probes.ts";
import * as runs from "./runs.ts";
import * as scans from "./scans.ts";
import * as services from "./services.ts";
import * as snapshots from "./snapshots.ts";
import * as suppressions from "./suppressions.ts";
import * as trends from "./trends.ts";

/** Every call of the API, in the order in which the document lists them. */
export const OPERATIONS: readonly Operation[] = [
  catalogue,
  services,
  runs,
  builds,
  ladder,
  images,
  inside,
  contents,
  findings,
  scans,
  suppressions,
  probes,
  snapshots,
  pictures,
  trends,
  budgets,
].flatMap((group) => Object.values(group));
