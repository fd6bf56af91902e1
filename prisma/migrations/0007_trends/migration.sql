-- How many findings a scan has, beside it: a trend over thousands of scans need not count their rows.
ALTER TABLE "Scan" ADD COLUMN     "findingCount" INTEGER,
ADD COLUMN     "fixableCount" INTEGER;

UPDATE "Scan" SET "findingCount" = counted."all", "fixableCount" = counted."fixable"
  FROM (
    SELECT s."id", count(f."index")::int AS "all", count(f."fixedVersion")::int AS "fixable"
      FROM "Scan" s LEFT JOIN "Finding" f ON f."scanId" = s."id"
     WHERE s."hasFindings" GROUP BY s."id"
  ) AS counted
 WHERE counted."id" = "Scan"."id";
