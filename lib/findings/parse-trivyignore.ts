import { parseDocument } from "yaml";
import { z } from "zod";
import { AppError } from "../errors.ts";
import {
  type ImportedStatements,
  MAX_FILE_BYTES,
  MAX_STATEMENTS,
  type Statement,
} from "./imported-statements.ts";

const text = z.string().max(5000);
const MAX_PLACES = 1000;

const entry = z.object({
  id: text.min(1),
  paths: z.array(text).max(MAX_PLACES).nullish(),
  purls: z.array(text).max(MAX_PLACES).nullish(),
  statement: text.nullish(),
  // A date without quotes is a date to YAML 1.1, a string to YAML 1.2.
  expired_at: z.union([z.iso.date(), z.iso.datetime({ offset: true }), z.date()]).nullish(),
});
type Entry = z.infer<typeof entry>;

const file = z.object({ vulnerabilities: z.array(z.unknown()).max(MAX_STATEMENTS).nullish() });
const OTHER_SECTIONS = ["misconfigurations", "secrets", "licenses"];

/**
 * What a .trivyignore.yaml accepts among vulnerabilities (trivy.dev, "Filtering"). An entry without a statement keeps
 * that as its reason. Throws bad-input (field `file`).
 */
export function parseTrivyIgnore(yaml: string): ImportedStatements {
  const content = parseYaml(yaml);
  const parsed = file.safeParse(content);
  if (!parsed.success) throw refused("is no .trivyignore.yaml");
  const passedOver = OTHER_SECTIONS.filter((name) => hasEntries(content, name)).map(
    (name) => `${name}: only vulnerabilities are looked for here`,
  );
  const statements: Statement[] = [];
  (parsed.data.vulnerabilities ?? []).forEach((raw, index) => {
    const one = entry.safeParse(raw);
    if (one.success) statements.push(...toStatements(one.data));
    else passedOver.push(`vulnerability ${index + 1}: ${explain(one.error)}`);
  });
  if (statements.length > MAX_STATEMENTS) throw refused("states too much");
  return { statements, passedOver };
}

function toStatements(one: Entry): Statement[] {
  const paths = one.paths?.length ? one.paths : [undefined];
  const purls = one.purls?.length ? one.purls : [undefined];
  const expiresAt = one.expired_at ? new Date(one.expired_at).toISOString() : undefined;
  return paths.flatMap((path) =>
    purls.map((purl) => ({
      vulnerabilityId: one.id,
      reason: one.statement || "no statement in .trivyignore.yaml",
      ...(path === undefined ? {} : { path }),
      ...(purl === undefined ? {} : { purl }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    })),
  );
}

function parseYaml(yaml: string): unknown {
  if (yaml.length > MAX_FILE_BYTES) throw refused("is too large");
  const document = parseDocument(yaml, { logLevel: "silent" });
  if (document.errors.length > 0) throw refused("is no YAML");
  try {
    // Aliases that unfold without end are refused here.
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw refused("unfolds without end");
  }
}

function hasEntries(content: unknown, name: string): boolean {
  const section = z.record(z.string(), z.unknown()).safeParse(content).data?.[name];
  return Array.isArray(section) && section.length > 0;
}

function explain(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join(".") || "entry"} is not usable`;
}

function refused(why: string): AppError {
  return new AppError("bad-input", `The file ${why}. Give a .trivyignore.yaml.`, { field: "file" });
}
