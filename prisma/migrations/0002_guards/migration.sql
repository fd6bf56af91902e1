-- What the Prisma schema cannot say: rules that hold whoever writes.

-- The same identity is not built twice at once.
CREATE UNIQUE INDEX "Build_identity_active_key" ON "Build" ("identity") WHERE "status" IN ('queued', 'running');

-- One service is the default.
CREATE UNIQUE INDEX "Service_isDefault_key" ON "Service" ("isDefault") WHERE "isDefault";

-- A build runs exactly as long as somebody holds its lease.
ALTER TABLE "Build"
  ADD CONSTRAINT "Build_lease_check"
  CHECK (("status" = 'running') = ("leaseToken" IS NOT NULL AND "leaseExpiresAt" IS NOT NULL));

-- A snapshot never changes; it can only be revoked.
CREATE FUNCTION "keep_snapshot"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'snapshot % is kept for ever; revoke it instead', OLD."slug";
  END IF;
  IF (NEW."slug", NEW."title", NEW."note", NEW."query", NEW."payload", NEW."payloadDigest", NEW."createdAt")
    IS DISTINCT FROM
    (OLD."slug", OLD."title", OLD."note", OLD."query", OLD."payload", OLD."payloadDigest", OLD."createdAt") THEN
    RAISE EXCEPTION 'snapshot % never changes', OLD."slug";
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER "Snapshot_keep" BEFORE UPDATE OR DELETE ON "Snapshot"
  FOR EACH ROW EXECUTE FUNCTION "keep_snapshot"();
