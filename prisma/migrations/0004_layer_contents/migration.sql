-- CreateTable
CREATE TABLE "LayerContent" (
    "diffId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LayerContent_pkey" PRIMARY KEY ("diffId")
);

-- AddForeignKey
ALTER TABLE "LayerContent" ADD CONSTRAINT "LayerContent_diffId_fkey" FOREIGN KEY ("diffId") REFERENCES "Layer"("diffId") ON DELETE CASCADE ON UPDATE CASCADE;
