import { z } from "zod";
import { AppError } from "../errors.ts";
import { parseBoundedJson } from "../oci/bounded-json.ts";
import { cleanText } from "./clean-text.ts";

const MAX_RESULTS = 20_000;
const MAX_PACKAGES = 300_000;
const MAX_VULNERABILITIES = 200_000;
const MAX_PARTS = 10_000_000;
const MAX_WORDS = 100;

const text = (maxLength: number) => z.string().transform((value) => cleanText(value, maxLength));
const word = text(300);
const optionalWord = word.nullish().catch(undefined);
/** A list of words; no package has as many licences, and no flaw as many names. */
const words = z
  .array(z.unknown())
  .transform((values) => values.slice(0, MAX_WORDS))
  .pipe(z.array(word))
  .nullish()
  .catch(undefined);
const list = z.array(z.unknown()).nullish().catch(undefined);
const layer = z.object({ DiffID: optionalWord }).nullish().catch(undefined);
const identifier = z
  .object({ PURL: text(1000).nullish().catch(undefined) })
  .nullish()
  .catch(undefined);

const packageEntry = z.object({
  Name: word,
  Version: optionalWord,
  Release: optionalWord,
  Epoch: z.number().nullish().catch(undefined),
  SrcName: optionalWord,
  Licenses: words,
  Identifier: identifier,
  Layer: layer,
  FilePath: text(4096).nullish().catch(undefined),
});
export type TrivyPackage = z.infer<typeof packageEntry>;

const vulnerabilityEntry = z.object({
  VulnerabilityID: word.refine((id) => id !== ""),
  VendorIDs: words,
  PkgName: word.refine((name) => name !== ""),
  PkgPath: text(4096).nullish().catch(undefined),
  PkgIdentifier: identifier,
  InstalledVersion: optionalWord,
  FixedVersion: optionalWord,
  Status: optionalWord,
  Severity: optionalWord,
  SeveritySource: optionalWord,
  PrimaryURL: z.string().nullish().catch(undefined),
  Title: text(500).nullish().catch(undefined),
  Layer: layer,
});
export type TrivyVulnerability = z.infer<typeof vulnerabilityEntry>;

const resultEntry = z.object({
  Target: text(4096),
  Class: word.catch(""),
  Type: word.catch(""),
  Packages: list,
  Vulnerabilities: list,
});

const reportEntry = z.object({
  SchemaVersion: z.number(),
  Metadata: z
    .object({
      OS: z
        .object({ Family: word.catch("none"), Name: word.catch(""), EOSL: z.boolean().catch(false) })
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
  Results: z.array(z.unknown()).nullish(),
});

export type TrivyResult = {
  target: string;
  class: string;
  type: string;
  packages: TrivyPackage[];
  vulnerabilities: TrivyVulnerability[];
};

export type TrivyReport = {
  /** Absent where Trivy recognised no operating system. */
  os: { family: string; release: string; endOfLife: boolean } | undefined;
  results: TrivyResult[];
  /** Entries without the fields that make them a package or a finding. */
  unreadable: number;
};

/**
 * Trivy's JSON answer (SchemaVersion 2), bounded and cleaned for display; fields and words it does not know are passed
 * over. Throws scan-failed for text that is cut short, of another format or absurdly large.
 */
export function parseTrivyReport(json: string): TrivyReport {
  const report = reportEntry.safeParse(parseJson(json));
  if (!report.success) throw failed("is not a Trivy report");
  if (report.data.SchemaVersion !== 2) {
    throw failed(`is in format ${report.data.SchemaVersion}; this version reads format 2`);
  }
  const os = report.data.Metadata?.OS;
  const counted = { unreadable: 0 };
  const results: TrivyResult[] = [];
  for (const entry of atMost(report.data.Results ?? [], MAX_RESULTS, "results")) {
    const result = resultEntry.safeParse(entry);
    if (!result.success) {
      counted.unreadable += 1;
      continue;
    }
    results.push({
      target: result.data.Target,
      class: result.data.Class,
      type: result.data.Type,
      packages: parseEach(packageEntry, result.data.Packages ?? [], counted),
      vulnerabilities: parseEach(vulnerabilityEntry, result.data.Vulnerabilities ?? [], counted),
    });
  }
  checkTotal(results, (result) => result.packages.length, MAX_PACKAGES, "packages");
  checkTotal(results, (result) => result.vulnerabilities.length, MAX_VULNERABILITIES, "findings");
  return {
    os: os && os.Family !== "none" ? { family: os.Family, release: os.Name, endOfLife: os.EOSL } : undefined,
    results,
    unreadable: counted.unreadable,
  };
}

function parseJson(json: string): unknown {
  if (json.trim() === "") throw failed("is empty");
  try {
    return parseBoundedJson(json, { maxParts: MAX_PARTS });
  } catch {
    throw failed("is cut short, too large or no JSON");
  }
}

function parseEach<T>(schema: z.ZodType<T>, entries: unknown[], counted: { unreadable: number }): T[] {
  const parsed: T[] = [];
  for (const entry of entries) {
    const one = schema.safeParse(entry);
    if (one.success) parsed.push(one.data);
    else counted.unreadable += 1;
  }
  return parsed;
}

function atMost<T>(entries: T[], limit: number, what: string): T[] {
  if (entries.length > limit) throw failed(`lists ${entries.length} ${what}, more than the ${limit} allowed`);
  return entries;
}

function checkTotal(
  results: TrivyResult[],
  count: (result: TrivyResult) => number,
  limit: number,
  what: string,
) {
  const total = results.reduce((sum, result) => sum + count(result), 0);
  if (total > limit) throw failed(`lists ${total} ${what}, more than the ${limit} allowed`);
}

function failed(what: string): AppError {
  return new AppError(
    "scan-failed",
    `Trivy's answer ${what}. Scan again; if it stays so, look at the scan's log.`,
  );
}
