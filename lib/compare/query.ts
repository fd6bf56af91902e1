import { FINDINGS_MODES, type FindingsMode } from "../charts/severity.ts";
import type { Measure } from "../charts/weight.ts";
import { AppError } from "../errors.ts";
import type { SizeUnit } from "../format.ts";
import { type CompareInput, compareInput, MAX_IMAGES } from "../images/schemas.ts";
import { DEFAULT_VARIANT_IDS, VARIANT_IDS, type VariantId } from "../variants/variants.ts";
import { MATRIX_ROWS, type MatrixRows } from "./matrix.ts";

/** Everything that the compare page shows is in its URL; this is the URL, parsed. */
export type CompareQuery = {
  service?: string | undefined;
  recipe: string;
  /** Absent: the default five. */
  variants?: VariantId[] | undefined;
  images?: string[] | undefined;
  run?: string | undefined;
  /** A variant, or an image's id. */
  ref?: string | undefined;
  at?: string | undefined;
  measure: Measure;
  unit: SizeUnit;
  /** Which findings are counted; absent: what is fair for these images. */
  findings?: FindingsMode | undefined;
  /** Absent: only the rows that differ. */
  rows?: MatrixRows | undefined;
  /** Columns by name, in the order in which they are shown; absent: the catalogue's. */
  order?: string[] | undefined;
  /** True where sizes that others published stand beside the measured ones. */
  published?: boolean | undefined;
};

type Source = URLSearchParams | Record<string, string | string[] | undefined>;

function readOne(source: Source, name: string): string | undefined {
  const value = source instanceof URLSearchParams ? source.get(name) : source[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text?.trim() || undefined;
}

function readList(source: Source, name: string): string[] | undefined {
  const values = source instanceof URLSearchParams ? source.getAll(name) : [source[name] ?? []].flat();
  const items = values.flatMap((value) => value.split(",")).flatMap((item) => item.trim() || []);
  return items.length > 0 ? [...new Set(items)] : undefined;
}

function oneOf<const T extends string>(
  field: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined)
    throw new AppError("bad-input", `${field}=${value} is not known; it may be ${allowed.join(", ")}.`, {
      field,
    });
  return found;
}

/**
 * Reads a comparison's URL: `service`, `recipe`, `variants=a,b` (or repeated), `images`, `run`, `ref`, `at`,
 * `size=compressed`, `unit=MiB`, `findings`, `rows=all`, `order=a,b`, `published=on`. Throws `bad-input` naming the parameter.
 */
export function parseCompareQuery(source: Source): CompareQuery {
  const variants = readList(source, "variants");
  const raw = {
    service: readOne(source, "service"),
    recipe: readOne(source, "recipe"),
    variants: variants && VARIANT_IDS.filter((id) => variants.includes(id)),
    images: readList(source, "images"),
    run: readOne(source, "run"),
    ref: readOne(source, "ref"),
    at: readOne(source, "at"),
  };
  for (const variant of variants ?? []) oneOf("variants", variant, VARIANT_IDS);
  const parsed = compareInput.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = String(issue?.path[0] ?? "query");
    throw new AppError("bad-input", `${field} is not usable: ${issue?.message ?? "unreadable"}.`, { field });
  }
  const findings = oneOf("findings", readOne(source, "findings"), FINDINGS_MODES);
  const rows = oneOf("rows", readOne(source, "rows"), MATRIX_ROWS);
  const published = oneOf("published", readOne(source, "published"), ["on"]);
  const order = readList(source, "order")?.slice(0, MAX_IMAGES);
  return {
    ...parsed.data,
    measure: oneOf("size", readOne(source, "size"), ["uncompressed", "compressed"]) ?? "uncompressed",
    unit: oneOf("unit", readOne(source, "unit"), ["MB", "MiB"]) ?? "MB",
    ...(findings === undefined ? {} : { findings }),
    ...(rows === undefined || rows === "differences" ? {} : { rows }),
    ...(order === undefined ? {} : { order }),
    ...(published === undefined ? {} : { published: true }),
  };
}

/** What compareImages takes: the query without what is only looks. */
export function toCompareInput(query: CompareQuery): CompareInput {
  const { measure: _m, unit: _u, findings: _f, rows: _r, order: _o, published: _p, ...input } = query;
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function isDefaultSet(variants: readonly string[]): boolean {
  return (
    variants.length === DEFAULT_VARIANT_IDS.length && DEFAULT_VARIANT_IDS.every((id) => variants.includes(id))
  );
}

/** The query string (without `?`) of a comparison; what is the default is left out, so that links stay short. */
export function toCompareQueryString(query: CompareQuery): string {
  const params: [string, string | undefined][] = [
    ["service", query.service],
    ["recipe", query.recipe === "default" ? undefined : query.recipe],
    ["variants", query.variants && !isDefaultSet(query.variants) ? query.variants.join(",") : undefined],
    ["images", query.images?.join(",")],
    ["run", query.run],
    ["ref", query.ref],
    ["at", query.at],
    ["size", query.measure === "compressed" ? "compressed" : undefined],
    ["unit", query.unit === "MiB" ? "MiB" : undefined],
    ["findings", query.findings],
    ["rows", query.rows === "all" ? "all" : undefined],
    ["order", query.order?.join(",")],
    ["published", query.published ? "on" : undefined],
  ];
  return params
    .flatMap(([name, value]) =>
      value === undefined
        ? []
        : [`${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`],
    )
    .join("&");
}

/** `/compare?…` with some of the query changed. */
export function compareHref(query: CompareQuery, changes: Partial<CompareQuery> = {}): string {
  const text = toCompareQueryString({ ...query, ...changes });
  return text === "" ? "/compare" : `/compare?${text}`;
}
