import { type Coverage, type CoverageReason, RUST_BINARY, type Verdict } from "../findings/schemas.ts";
import { coversCrates, coversRelease } from "./advisory-buckets.ts";
import { type DatabaseState, isUsable } from "./database.ts";
import type { TrivyReport } from "./trivy-report.ts";

export type CoverageQuestion = {
  /** Whether the image is known to hold a Rust binary. */
  expectsCrates: boolean;
  /** The service's binary, with or without its leading slash; its crates are the ones that count. */
  binaryPath?: string | undefined;
  /** The image's files that no package accounts for, where they are known. */
  unowned?: { count: number; of: number; programs: readonly string[] } | undefined;
};

const NAMED_PROGRAMS = 3;

/** What the scanner could see of an image, in a verdict and in words. An exit status of 0 alone proves nothing. */
export function toCoverage(
  report: TrivyReport,
  database: DatabaseState,
  question: CoverageQuestion,
): Coverage {
  const os = readOs(report, database);
  const crates = readCrates(report, database, question);
  const reasons = [
    ...os.reasons,
    ...crates.reasons,
    ...unownedReasons(question, new Set(crates.part.binaries)),
    ...databaseReasons(database),
  ];
  if (report.unreadable > 0) {
    reasons.push({
      code: "entries-unreadable",
      message: `${report.unreadable} entries of the scanner's answer could not be read and are not counted.`,
    });
  }
  const answered = os.part.lookedUp || crates.part.lookedUp;
  return {
    verdict: toVerdict(answered, reasons),
    os: os.part,
    crates: crates.part,
    ...(question.unowned ? { unownedFiles: question.unowned.count, files: question.unowned.of } : {}),
    reasons,
  };
}

function toVerdict(answered: boolean, reasons: CoverageReason[]): Verdict {
  if (!answered) return "blind";
  return reasons.length === 0 ? "full" : "partial";
}

function readOs(report: TrivyReport, database: DatabaseState) {
  const results = report.results.filter((result) => result.class === "os-pkgs");
  const packages = results.reduce((sum, result) => sum + result.packages.length, 0);
  const { os } = report;
  const covered = os !== undefined && isUsable(database) && coversRelease(os, database.buckets);
  const reasons: CoverageReason[] = [];
  if (!os) {
    reasons.push({
      code: "os-not-recognised",
      message: "The scanner recognised no operating system, so it read no system packages.",
      cure: "What lies in the image may have flaws all the same; a base with a package database would show them.",
    });
  } else {
    const name = `${os.family} ${os.release}`.trim();
    if (packages === 0) {
      reasons.push({
        code: "os-packages-unreadable",
        message: `${name} was recognised, but no package database was found: no system package was checked.`,
      });
    } else if (isUsable(database) && !covered) {
      reasons.push({
        code: "os-not-in-database",
        message: `The vulnerability database holds nothing about ${name}: its ${packages} packages are listed, not checked.`,
        cure: "Refresh the database, or import one that knows this release.",
      });
    }
    if (os.endOfLife) {
      reasons.push({
        code: "os-end-of-life",
        message: `${name} gets no security updates any more, and its advisories are no longer written.`,
        cure: "Move to a release that is supported.",
      });
    }
  }
  return {
    part: {
      ...(os ? { family: os.family, release: os.release } : {}),
      endOfLife: os?.endOfLife ?? false,
      packages,
      lookedUp: covered && packages > 0,
    },
    reasons,
  };
}

function readCrates(report: TrivyReport, database: DatabaseState, question: CoverageQuestion) {
  const results = report.results.filter(
    (result) => result.class === "lang-pkgs" && result.type === RUST_BINARY && result.packages.length > 0,
  );
  const binaries = results.map((result) => withoutSlash(result.target));
  const wanted = question.binaryPath === undefined ? undefined : withoutSlash(question.binaryPath);
  const readable = wanted === undefined ? binaries.length > 0 : binaries.includes(wanted);
  const reasons: CoverageReason[] = [];
  if (question.expectsCrates && !readable) {
    reasons.push({
      code: "crates-invisible",
      message: "The binary does not say which crates it was built from, so none of them was checked.",
      cure: "Build with cargo-auditable: choose a recipe that has it on.",
    });
  } else if (readable && isUsable(database) && !coversCrates(database.buckets)) {
    reasons.push({
      code: "crates-not-in-database",
      message:
        "The vulnerability database holds no advisories about Rust crates: they are listed, not checked.",
      cure: "Refresh the database, or import a complete one.",
    });
  }
  return {
    part: {
      expected: question.expectsCrates,
      readable,
      packages: results.reduce((sum, result) => sum + result.packages.length, 0),
      binaries,
      lookedUp: readable && isUsable(database) && coversCrates(database.buckets),
    },
    reasons,
  };
}

/** Data and configuration have no flaws of their own; programs that no package owns and that say no crates do. */
function unownedReasons({ unowned }: CoverageQuestion, readable: ReadonlySet<string>): CoverageReason[] {
  const programs = (unowned?.programs ?? []).filter((path) => !readable.has(path));
  if (programs.length === 0) return [];
  const more = programs.length - NAMED_PROGRAMS;
  const names = `${programs.slice(0, NAMED_PROGRAMS).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const what =
    programs.length === 1
      ? "1 program or library belongs"
      : `${programs.length} programs or libraries belong`;
  return [
    {
      code: "files-unowned",
      message: `${what} to no package (${names}), so no scanner of packages looks for their flaws.`,
      cure: "Install them from a package, or watch for their advisories yourself.",
    },
  ];
}

function databaseReasons(database: DatabaseState): CoverageReason[] {
  if (database.state === "ready") return [];
  const code = `database-${database.state}` as const;
  return [{ code, message: database.reason, cure: database.cure }];
}

function withoutSlash(path: string): string {
  return path.replace(/^\/+/, "");
}
