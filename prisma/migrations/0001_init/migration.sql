-- CreateEnum
CREATE TYPE "ServiceKind" AS ENUM ('lab', 'path', 'git', 'prebuilt');

-- CreateEnum
CREATE TYPE "BuildStatus" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "StepStatus" AS ENUM ('running', 'completed', 'cached', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "BaseOrigin" AS ENUM ('registry', 'override', 'stand-in');

-- CreateEnum
CREATE TYPE "BaseStatus" AS ENUM ('waiting', 'resolving', 'ready', 'failed');

-- CreateEnum
CREATE TYPE "EventKind" AS ENUM ('step', 'log', 'status');

-- CreateTable
CREATE TABLE "Service" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "kind" "ServiceKind" NOT NULL,
    "source" TEXT NOT NULL,
    "package" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Base" (
    "role" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "status" "BaseStatus" NOT NULL DEFAULT 'waiting',
    "reference" TEXT NOT NULL DEFAULT '',
    "buildReference" TEXT NOT NULL DEFAULT '',
    "imageId" TEXT,
    "digest" TEXT,
    "origin" "BaseOrigin",
    "diffIds" TEXT[],
    "inputs" TEXT,
    "packages" JSONB,
    "progress" TEXT,
    "error" JSONB,
    "startedAt" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Base_pkey" PRIMARY KEY ("role","platform")
);

-- CreateTable
CREATE TABLE "Run" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "serviceId" UUID NOT NULL,
    "recipeId" TEXT NOT NULL,
    "recipe" JSONB NOT NULL,
    "sourceDigest" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "force" BOOLEAN NOT NULL DEFAULT false,
    "status" "BuildStatus" NOT NULL DEFAULT 'queued',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Build" (
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "variant" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "status" "BuildStatus" NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "leaseToken" UUID,
    "leaseExpiresAt" TIMESTAMPTZ(3),
    "workerId" UUID,
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "queuedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "imageId" TEXT,
    "error" JSONB,
    "waitingFor" TEXT,
    "nextSeq" INTEGER NOT NULL DEFAULT 1,
    "lineCount" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Build_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attempt" (
    "buildId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "BuildStatus" NOT NULL,
    "workerId" UUID,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "error" JSONB,

    CONSTRAINT "Attempt_pkey" PRIMARY KEY ("buildId","number")
);

-- CreateTable
CREATE TABLE "Step" (
    "buildId" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "index" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" "StepStatus" NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "Step_pkey" PRIMARY KEY ("buildId","attempt","index")
);

-- CreateTable
CREATE TABLE "BuildEvent" (
    "buildId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "kind" "EventKind" NOT NULL,
    "data" JSONB NOT NULL,
    "firstLine" INTEGER,
    "lineCount" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BuildEvent_pkey" PRIMARY KEY ("buildId","seq")
);

-- CreateTable
CREATE TABLE "Image" (
    "imageId" TEXT NOT NULL,
    "manifestDigest" TEXT,
    "serviceId" UUID NOT NULL,
    "variant" TEXT NOT NULL,
    "recipeId" TEXT NOT NULL,
    "recipe" JSONB NOT NULL,
    "sourceDigest" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "baseRole" TEXT,
    "baseReference" TEXT,
    "baseDigest" TEXT,
    "baseOrigin" "BaseOrigin",
    "toolchain" JSONB NOT NULL,
    "standIn" BOOLEAN NOT NULL,
    "config" JSONB NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "compressedBytes" BIGINT NOT NULL,
    "breakdown" JSONB NOT NULL,
    "fileCount" INTEGER NOT NULL,
    "efficiencyRatio" DOUBLE PRECISION,
    "wastedBytes" BIGINT,
    "reclaimableBytes" BIGINT,
    "binaryPath" TEXT,
    "binaryBytes" BIGINT,
    "binarySha256" TEXT,
    "engineId" TEXT NOT NULL,
    "builtAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Image_pkey" PRIMARY KEY ("imageId")
);

-- CreateTable
CREATE TABLE "Layer" (
    "diffId" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "tarBytes" BIGINT NOT NULL,
    "compressedBytes" BIGINT NOT NULL,
    "fileCount" INTEGER NOT NULL,

    CONSTRAINT "Layer_pkey" PRIMARY KEY ("diffId")
);

-- CreateTable
CREATE TABLE "ImageLayer" (
    "imageId" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "diffId" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "fromBase" BOOLEAN NOT NULL,

    CONSTRAINT "ImageLayer_pkey" PRIMARY KEY ("imageId","index")
);

-- CreateTable
CREATE TABLE "Snapshot" (
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "query" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "payloadDigest" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Snapshot_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "Worker" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeatAt" TIMESTAMPTZ(3) NOT NULL,
    "engine" JSONB NOT NULL,
    "scanner" JSONB NOT NULL,
    "diskFreeBytes" BIGINT,

    CONSTRAINT "Worker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Service_slug_key" ON "Service"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Run_number_key" ON "Run"("number");

-- CreateIndex
CREATE INDEX "Run_serviceId_createdAt_idx" ON "Run"("serviceId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Run_createdAt_id_idx" ON "Run"("createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "Build_status_leaseExpiresAt_idx" ON "Build"("status", "leaseExpiresAt");

-- CreateIndex
CREATE INDEX "Build_variant_status_finishedAt_idx" ON "Build"("variant", "status", "finishedAt" DESC);

-- CreateIndex
CREATE INDEX "Build_imageId_idx" ON "Build"("imageId");

-- CreateIndex
CREATE UNIQUE INDEX "Build_runId_variant_key" ON "Build"("runId", "variant");

-- CreateIndex
CREATE UNIQUE INDEX "Step_buildId_attempt_digest_key" ON "Step"("buildId", "attempt", "digest");

-- CreateIndex
CREATE INDEX "BuildEvent_buildId_firstLine_idx" ON "BuildEvent"("buildId", "firstLine");

-- CreateIndex
CREATE INDEX "Image_serviceId_variant_recipeId_builtAt_idx" ON "Image"("serviceId", "variant", "recipeId", "builtAt" DESC);

-- CreateIndex
CREATE INDEX "ImageLayer_diffId_idx" ON "ImageLayer"("diffId");

-- CreateIndex
CREATE INDEX "Snapshot_createdAt_idx" ON "Snapshot"("createdAt" DESC);

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "Service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Build" ADD CONSTRAINT "Build_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Build" ADD CONSTRAINT "Build_imageId_fkey" FOREIGN KEY ("imageId") REFERENCES "Image"("imageId") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_buildId_fkey" FOREIGN KEY ("buildId") REFERENCES "Build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Step" ADD CONSTRAINT "Step_buildId_fkey" FOREIGN KEY ("buildId") REFERENCES "Build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BuildEvent" ADD CONSTRAINT "BuildEvent_buildId_fkey" FOREIGN KEY ("buildId") REFERENCES "Build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Image" ADD CONSTRAINT "Image_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "Service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImageLayer" ADD CONSTRAINT "ImageLayer_imageId_fkey" FOREIGN KEY ("imageId") REFERENCES "Image"("imageId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImageLayer" ADD CONSTRAINT "ImageLayer_diffId_fkey" FOREIGN KEY ("diffId") REFERENCES "Layer"("diffId") ON DELETE RESTRICT ON UPDATE CASCADE;

