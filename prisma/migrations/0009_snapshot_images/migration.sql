-- AlterTable
ALTER TABLE "Snapshot" ADD COLUMN "images" JSONB;

-- What is frozen already gets it from its own payload; one whose text the server cannot read as JSON goes without.
ALTER TABLE "Snapshot" DISABLE TRIGGER "Snapshot_keep";
DO $$
DECLARE
  frozen RECORD;
BEGIN
  FOR frozen IN SELECT "slug" FROM "Snapshot" LOOP
    BEGIN
      UPDATE "Snapshot" SET "images" = (
        SELECT jsonb_agg(jsonb_build_object(
                 'variant', one."column" #> '{image,variant}',
                 'sizeBytes', one."column" #> '{image,sizeBytes}') ORDER BY one."place")
          FROM jsonb_array_elements("payload"::jsonb #> '{comparison,columns}')
               WITH ORDINALITY AS one("column", "place")
      ) WHERE "slug" = frozen."slug";
    EXCEPTION WHEN data_exception THEN
      RAISE NOTICE 'snapshot % goes without the sizes of its images', frozen."slug";
    END;
  END LOOP;
END
$$;
ALTER TABLE "Snapshot" ENABLE TRIGGER "Snapshot_keep";

-- A snapshot never changes; it can only be revoked.
CREATE OR REPLACE FUNCTION "keep_snapshot"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'snapshot % is kept for ever; revoke it instead', OLD."slug";
  END IF;
  IF (NEW."slug", NEW."title", NEW."note", NEW."query", NEW."payload", NEW."payloadDigest", NEW."images", NEW."createdAt")
    IS DISTINCT FROM
    (OLD."slug", OLD."title", OLD."note", OLD."query", OLD."payload", OLD."payloadDigest", OLD."images", OLD."createdAt") THEN
    RAISE EXCEPTION 'snapshot % never changes', OLD."slug";
  END IF;
  RETURN NEW;
END
$$;
