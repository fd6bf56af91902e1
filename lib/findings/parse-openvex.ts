import { z } from "zod";
import { AppError } from "../errors.ts";
import {
  type ImportedStatements,
  MAX_FILE_BYTES,
  MAX_STATEMENTS,
  type Statement,
} from "./imported-statements.ts";

const text = z.string().max(5000);
const component = z.object({
  "@id": text.optional(),
  identifiers: z.object({ purl: text.optional() }).optional(),
});
const statement = z.object({
  // A bare string before version 0.2.0 of the specification.
  vulnerability: z.union([
    text,
    z.object({ name: text.optional(), "@id": text.optional(), aliases: z.array(text).optional() }),
  ]),
  products: z
    .array(
      z.union([text, component.extend({ subcomponents: z.array(z.union([text, component])).optional() })]),
    )
    .optional(),
  status: z.string(),
  justification: text.optional(),
  impact_statement: text.optional(),
  status_notes: text.optional(),
  timestamp: z.string().optional(),
});
type VexStatement = z.infer<typeof statement>;

const document = z.object({
  "@context": z.string().startsWith("https://openvex.dev/ns"),
  timestamp: z.string().optional(),
  statements: z.array(z.unknown()).max(MAX_STATEMENTS),
});

/**
 * What an OpenVEX document says is not affected or fixed (github.com/openvex/spec, 0.2.0 and before). Of several
 * statements about one thing the latest counts. Throws bad-input (field `file`).
 */
export function parseOpenVex(json: string): ImportedStatements {
  if (json.length > MAX_FILE_BYTES) throw refused("is too large");
  const parsed = document.safeParse(parseJson(json));
  if (!parsed.success) throw refused("is no OpenVEX document");
  const passedOver: string[] = [];
  const latest = new Map<string, { statement: Statement; holds: boolean }>();
  for (const entry of inOrder(parsed.data.statements, parsed.data.timestamp, passedOver)) {
    const holds = entry.status === "not_affected" || entry.status === "fixed";
    for (const one of toStatements(entry)) {
      latest.set([one.vulnerabilityId, one.purl ?? ""].join("\n"), { statement: one, holds });
    }
    if (!holds) passedOver.push(`${nameOf(entry)}: status ${entry.status} accepts nothing`);
  }
  const statements = [...latest.values()].filter((one) => one.holds).map((one) => one.statement);
  return { statements, passedOver };
}

function inOrder(entries: unknown[], fallback: string | undefined, passedOver: string[]): VexStatement[] {
  const read: { entry: VexStatement; at: number }[] = [];
  entries.forEach((raw, index) => {
    const entry = statement.safeParse(raw);
    if (!entry.success) passedOver.push(`statement ${index + 1}: cannot be read`);
    else read.push({ entry: entry.data, at: Date.parse(entry.data.timestamp ?? fallback ?? "") || 0 });
  });
  return read.sort((a, b) => a.at - b.at).map((one) => one.entry);
}

/** One for each id and package; a statement about the whole product holds for every package with that flaw. */
function toStatements(entry: VexStatement): Statement[] {
  const purls = (entry.products ?? []).flatMap(packagePurls);
  const reason = [entry.justification, entry.impact_statement, entry.status_notes].filter(Boolean).join(": ");
  return idsOf(entry).flatMap((vulnerabilityId) =>
    (purls.length > 0 ? purls : [undefined]).map((purl) => ({
      vulnerabilityId,
      reason: reason || entry.status.replaceAll("_", " "),
      ...(purl === undefined ? {} : { purl }),
    })),
  );
}

function packagePurls(product: NonNullable<VexStatement["products"]>[number]): string[] {
  if (typeof product === "string") return isPackage(product) ? [product] : [];
  const parts = (product.subcomponents ?? []).map((part) => (typeof part === "string" ? part : purlOf(part)));
  const named = parts.length > 0 ? parts : [purlOf(product)];
  return named.filter((purl) => purl !== undefined && isPackage(purl)).filter((purl) => purl !== undefined);
}

function purlOf(part: z.infer<typeof component>): string | undefined {
  return part.identifiers?.purl ?? part["@id"];
}

/** An image as a whole is a product, not a package. */
function isPackage(purl: string): boolean {
  return purl.startsWith("pkg:") && !/^pkg:(oci|docker)\//.test(purl);
}

function idsOf({ vulnerability }: VexStatement): string[] {
  if (typeof vulnerability === "string") return [vulnerability];
  const name = vulnerability.name ?? vulnerability["@id"]?.split("/").at(-1);
  return name ? [name] : (vulnerability.aliases ?? []);
}

function nameOf(entry: VexStatement): string {
  return idsOf(entry)[0] ?? "a statement";
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw refused("is no JSON");
  }
}

function refused(why: string): AppError {
  return new AppError("bad-input", `The file ${why}. Give an OpenVEX document.`, { field: "file" });
}
