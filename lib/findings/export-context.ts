import type { Coverage, JudgedFinding, ScanDatabase, ScanPackage } from "./schemas.ts";

/** All that an export says about one image's scan. */
export type ScanExport = {
  image: { imageId: string; service: string; variant: string; platform: string };
  scanner: { name: string; version: string };
  database: ScanDatabase;
  scannedAt: string;
  coverage: Coverage;
  packages: readonly ScanPackage[];
  /** Absent where they are unknown. */
  findings: readonly JudgedFinding[] | undefined;
};
