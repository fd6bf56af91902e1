import type { Measure } from "../charts/weight.ts";
import type { SizeUnit } from "../format.ts";
import type { ImageView } from "../images/schemas.ts";
import type { VariantId } from "../variants/variants.ts";

/** A verdict is a list of parts, so that claims can be links and variants carry their glyph. */
export type VerdictPart =
  | { kind: "text"; text: string }
  /** An image by the name that its column has. */
  | { kind: "variant"; variant: VariantId; text: string; imageId: string }
  /** An image that is only named: the reference. */
  | { kind: "name"; text: string }
  | { kind: "evidence"; text: string; anchor: VerdictAnchor };

/** Where on the compare page the evidence stands: a row of the table. */
export type VerdictAnchor = `row-${string}`;

export type VerdictLook = { unit: SizeUnit; measure: Measure };

/** What each image is called in the comparison, by its id. */
export type ColumnNames = ReadonlyMap<string, string>;

/** Words that claim nothing by themselves. */
export const text = (value: string): VerdictPart => ({ kind: "text", text: value });

/** A claim that leads to the row of the table that proves it. */
export const evidence = (value: string, row: string): VerdictPart => ({
  kind: "evidence",
  text: value,
  anchor: `row-${row}`,
});

/** Two images of one variant are told apart by what their columns say beside it. */
export const nameOf = ({ imageId, variant }: ImageView, names: ColumnNames): VerdictPart => ({
  kind: "variant",
  variant,
  text: names.get(imageId) ?? variant,
  imageId,
});
