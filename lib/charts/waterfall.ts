import { type SizeUnit, UNIT_BYTES } from "../format.ts";
import type { LadderView, RungView } from "../ladder/schemas.ts";
import type { Measure } from "./measuring.ts";
import { type Ruler, toRuler } from "./ruler.ts";

export type { Measure } from "./measuring.ts";

export type WaterfallRow = {
  rung: RungView;
  /** Its whole size; undefined where it is not measured. */
  bytes: number | undefined;
  /** The program's share of it, drawn first; 0 where blobs cannot be split. */
  binaryBytes: number;
  /** Where the bar of what it is compared with ends, if that is further right: in between lies what was shed. */
  shedTo: number | undefined;
  delta: { bytes: number; ratio: number | undefined } | undefined;
  /** Whether what it is compared with is the row above: then a line joins the two. */
  isJoined: boolean;
  /** The bar is longer than the ruler and is drawn with a gap. */
  isCut: boolean;
};

export type WaterfallGroup = {
  id: "base" | "recipe";
  title: string;
  rows: WaterfallRow[];
  /** In `unit`, not in bytes. */
  ruler: Ruler;
};

export type Waterfall = { measure: Measure; unit: SizeUnit; groups: WaterfallGroup[] };

const ROOM = 0.12;
/** A bar this many times as long as the next would leave the others without a size to see. */
const TOO_LONG = 4;

/**
 * A ladder's rungs as bars, those that change the image and those that change the recipe apart, each with a ruler of
 * its own. A group of recipes begins with the rung that they all start from.
 */
export function toWaterfall(
  { rungs }: LadderView,
  { measure = "uncompressed", unit = "MB" }: { measure?: Measure; unit?: SizeUnit } = {},
): Waterfall {
  const of = (own: readonly RungView[], id: WaterfallGroup["id"], title: string): WaterfallGroup[] =>
    own.length === 0 ? [] : [toGroup({ id, title, own, rungs, measure, unit })];
  const recipes = rungs.filter((rung) => rung.change === "recipe");
  return {
    measure,
    unit,
    groups: [
      ...of(
        rungs.filter((rung) => rung.change !== "recipe"),
        "base",
        "Change the image",
      ),
      ...of([...findStart(recipes, rungs), ...recipes], "recipe", "Change the recipe"),
    ],
  };
}

/** The one rung that a chain of recipes starts from; none where they start from several. */
function findStart(recipes: readonly RungView[], rungs: readonly RungView[]): RungView[] {
  const own = new Set(recipes.map((rung) => rung.id));
  const starts = new Set(recipes.flatMap((rung) => rung.follows ?? []).filter((id) => !own.has(id)));
  return starts.size === 1 ? rungs.filter((rung) => starts.has(rung.id)) : [];
}

type GroupInput = {
  id: WaterfallGroup["id"];
  title: string;
  own: readonly RungView[];
  rungs: readonly RungView[];
  measure: Measure;
  unit: SizeUnit;
};

function toGroup({ id, title, own, rungs, measure, unit }: GroupInput): WaterfallGroup {
  const sizes = own.flatMap((rung) => sizeOf(rung, measure) ?? []).sort((a, b) => b - a);
  const [largest = 0, next] = sizes;
  const longest = next !== undefined && next > 0 && largest > next * TOO_LONG ? next : largest;
  // the last mark of a ruler without bars has room for its label too
  const ruler = toRuler(longest === 0 ? 1 : longest / UNIT_BYTES[unit], ROOM);
  const rows = own.map((rung, index): WaterfallRow => {
    const bytes = sizeOf(rung, measure);
    // The rung that a group starts with has its step in the group before.
    const isStart = id === "recipe" && rung.change !== "recipe";
    const before = isStart ? undefined : rungs.find((each) => each.id === rung.step?.against);
    const was = before && sizeOf(before, measure);
    return {
      rung,
      bytes,
      binaryBytes: measure === "uncompressed" ? (rung.image?.breakdown.binaryBytes ?? 0) : 0,
      shedTo: bytes !== undefined && was !== undefined && was > bytes ? was : undefined,
      delta: toDelta(bytes, was),
      isJoined: before !== undefined && before.id === own[index - 1]?.id,
      isCut: bytes !== undefined && bytes / UNIT_BYTES[unit] > ruler.max,
    };
  });
  return { id, title, rows, ruler };
}

function sizeOf({ image }: RungView, measure: Measure): number | undefined {
  return measure === "compressed" ? image?.compressedBytes : image?.sizeBytes;
}

function toDelta(bytes: number | undefined, was: number | undefined): WaterfallRow["delta"] {
  if (bytes === undefined || was === undefined) return undefined;
  return { bytes: bytes - was, ratio: was > 0 ? (bytes - was) / was : undefined };
}
