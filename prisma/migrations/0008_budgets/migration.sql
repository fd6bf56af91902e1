-- CreateEnum
CREATE TYPE "BudgetMeasure" AS ENUM ('uncompressed', 'compressed');

-- CreateTable
CREATE TABLE "Budget" (
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "variant" TEXT NOT NULL,
    "recipeId" TEXT NOT NULL,
    "measure" "BudgetMeasure" NOT NULL,
    "maxGrowthRatio" DOUBLE PRECISION,
    "maxBytes" BIGINT,
    "baselineImageId" TEXT,
    "baselineAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "setAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Budget_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Budget_serviceId_variant_recipeId_measure_key" ON "Budget"("serviceId", "variant", "recipeId", "measure");

-- AddForeignKey
ALTER TABLE "Budget" ADD CONSTRAINT "Budget_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "Service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Budget" ADD CONSTRAINT "Budget_baselineImageId_fkey" FOREIGN KEY ("baselineImageId") REFERENCES "Image"("imageId") ON DELETE SET NULL ON UPDATE CASCADE;

-- A budget limits growth or bytes, one of the two.
ALTER TABLE "Budget"
  ADD CONSTRAINT "Budget_limit_check"
  CHECK (("maxGrowthRatio" IS NULL) <> ("maxBytes" IS NULL));
