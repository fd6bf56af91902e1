-- CreateEnum
CREATE TYPE "ScanCause" AS ENUM ('built', 'asked', 'database');

-- CreateEnum
CREATE TYPE "SuppressionSource" AS ENUM ('typed', 'openvex', 'trivyignore');

-- CreateTable
CREATE TABLE "Scan" (
    "id" UUID NOT NULL,
    "imageId" TEXT NOT NULL,
    "cause" "ScanCause" NOT NULL,
    "status" "BuildStatus" NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "leaseToken" UUID,
    "leaseExpiresAt" TIMESTAMPTZ(3),
    "workerId" UUID,
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "waitingFor" TEXT,
    "error" JSONB,
    "log" TEXT NOT NULL DEFAULT '',
    "scannerVersion" TEXT,
    "databaseState" TEXT,
    "databaseUpdatedAt" TIMESTAMPTZ(3),
    "databaseFingerprint" TEXT,
    "coverage" JSONB,
    "hasFindings" BOOLEAN NOT NULL DEFAULT false,
    "durationMs" INTEGER,
    "inventory" BYTEA,

    CONSTRAINT "Scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Finding" (
    "scanId" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "vulnerabilityId" TEXT NOT NULL,
    "aliases" TEXT[],
    "packageName" TEXT NOT NULL,
    "packageType" TEXT NOT NULL,
    "purl" TEXT,
    "installedVersion" TEXT NOT NULL,
    "fixedVersion" TEXT,
    "severity" TEXT NOT NULL,
    "severitySource" TEXT,
    "status" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "origin" TEXT NOT NULL,
    "layerDiffId" TEXT,
    "path" TEXT,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("scanId","index")
);

-- CreateTable
CREATE TABLE "ScanPackage" (
    "scanId" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "purl" TEXT,
    "sourceName" TEXT,
    "licenses" TEXT[],
    "origin" TEXT NOT NULL,
    "layerDiffId" TEXT,
    "path" TEXT,

    CONSTRAINT "ScanPackage_pkey" PRIMARY KEY ("scanId","index")
);

-- CreateTable
CREATE TABLE "Suppression" (
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "vulnerabilityId" TEXT NOT NULL,
    "packageName" TEXT,
    "purl" TEXT,
    "path" TEXT,
    "variant" TEXT,
    "reason" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "source" "SuppressionSource" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Suppression_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Scan_imageId_finishedAt_idx" ON "Scan"("imageId", "finishedAt" DESC);

-- CreateIndex
CREATE INDEX "Scan_status_leaseExpiresAt_idx" ON "Scan"("status", "leaseExpiresAt");

-- CreateIndex
CREATE INDEX "Suppression_serviceId_revokedAt_idx" ON "Suppression"("serviceId", "revokedAt");

-- AddForeignKey
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_imageId_fkey" FOREIGN KEY ("imageId") REFERENCES "Image"("imageId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_scanId_fkey" FOREIGN KEY ("scanId") REFERENCES "Scan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScanPackage" ADD CONSTRAINT "ScanPackage_scanId_fkey" FOREIGN KEY ("scanId") REFERENCES "Scan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Suppression" ADD CONSTRAINT "Suppression_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "Service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One scan of an image at a time: whoever asks second joins the first.
CREATE UNIQUE INDEX "Scan_imageId_active_key" ON "Scan" ("imageId") WHERE "status" IN ('queued', 'running');

-- A scan runs exactly as long as somebody holds its lease.
ALTER TABLE "Scan"
  ADD CONSTRAINT "Scan_lease_check"
  CHECK (("status" = 'running') = ("leaseToken" IS NOT NULL AND "leaseExpiresAt" IS NOT NULL));
