export type LabelPlace = "right" | "left" | "above" | "below" | "none";

type Box = { left: number; right: number; top: number; bottom: number };

/** A mark's middle and how wide its name is, in pixels from the upper left corner of the area. */
export type Labelled = { x: number; y: number; width: number };

const MARK = 8;
const BESIDE = 12;
const LINE = 15;
const ORDER = ["right", "left", "above", "below"] as const;

/**
 * Where each name has room in an area: beside its mark or over or under it, inside the area, over no other mark and no
 * other name; `none` where there is no such place. In the order of the points.
 */
export function placeLabels(
  points: readonly Labelled[],
  area: { width: number; height: number },
): LabelPlace[] {
  const used = points.map(toMark);
  const places = new Map<Labelled, LabelPlace>();
  for (const point of points.toSorted((a, b) => a.x - b.x)) {
    const own = used[points.indexOf(point)];
    const isFree = (candidate: (typeof ORDER)[number]) => {
      const box = toBox(point, candidate);
      // Beside its mark a name is as high as that, also where the mark stands on the axis.
      const isBeside = candidate === "right" || candidate === "left";
      const isWithin = isBeside || (box.top >= 0 && box.bottom <= area.height);
      if (!isWithin || box.left < 0 || box.right > area.width) return false;
      return used.every((other) => other === own || !overlap(box, other));
    };
    const place = ORDER.find(isFree);
    if (place) used.push(toBox(point, place));
    places.set(point, place ?? "none");
  }
  return points.map((point) => places.get(point) ?? "none");
}

const toMark = ({ x, y }: Labelled): Box => ({
  left: x - MARK,
  right: x + MARK,
  top: y - MARK,
  bottom: y + MARK,
});

function toBox({ x, y, width }: Labelled, place: (typeof ORDER)[number]): Box {
  const [top, bottom] = [y - LINE / 2, y + LINE / 2];
  if (place === "right") return { left: x + BESIDE, right: x + BESIDE + width, top, bottom };
  if (place === "left") return { left: x - BESIDE - width, right: x - BESIDE, top, bottom };
  const middle = place === "above" ? y - MARK - LINE / 2 : y + MARK + LINE / 2;
  return { left: x - width / 2, right: x + width / 2, top: middle - LINE / 2, bottom: middle + LINE / 2 };
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
