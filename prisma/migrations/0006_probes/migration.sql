-- CreateTable
CREATE TABLE "Probe" (
    "id" UUID NOT NULL,
    "imagesKey" TEXT NOT NULL,
    "rounds" INTEGER NOT NULL,
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
    "host" JSONB,

    CONSTRAINT "Probe_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProbedImage" (
    "probeId" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "imageId" TEXT NOT NULL,
    "seen" JSONB,

    CONSTRAINT "ProbedImage_pkey" PRIMARY KEY ("probeId","index")
);

-- CreateIndex
CREATE INDEX "Probe_status_leaseExpiresAt_idx" ON "Probe"("status", "leaseExpiresAt");

-- CreateIndex
CREATE INDEX "ProbedImage_imageId_idx" ON "ProbedImage"("imageId");

-- AddForeignKey
ALTER TABLE "ProbedImage" ADD CONSTRAINT "ProbedImage_probeId_fkey" FOREIGN KEY ("probeId") REFERENCES "Probe"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProbedImage" ADD CONSTRAINT "ProbedImage_imageId_fkey" FOREIGN KEY ("imageId") REFERENCES "Image"("imageId") ON DELETE CASCADE ON UPDATE CASCADE;

-- The same images are probed once at a time: whoever asks second joins the first.
CREATE UNIQUE INDEX "Probe_imagesKey_active_key" ON "Probe" ("imagesKey") WHERE "status" IN ('queued', 'running');

-- A probe runs exactly as long as somebody holds its lease.
ALTER TABLE "Probe"
  ADD CONSTRAINT "Probe_lease_check"
  CHECK (("status" = 'running') = ("leaseToken" IS NOT NULL AND "leaseExpiresAt" IS NOT NULL));
