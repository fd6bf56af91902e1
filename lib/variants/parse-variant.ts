import { AppError } from "../errors.ts";
import { isVariantId, type VariantId } from "./variants.ts";

/** A stored variant's id. Throws internal for one that the catalogue no longer has: ids are never taken away. */
export function parseStoredVariant(value: string): VariantId {
  if (isVariantId(value)) return value;
  throw new AppError("internal", `The database has a variant "${value}", which the catalogue does not.`);
}
