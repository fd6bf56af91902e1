import { fileURLToPath } from "node:url";

/** A small but real vulnerability database; ../testdata/README.md says what it knows. */
export const DATABASE_ARCHIVE = fileURLToPath(new URL("../testdata/trivy-db.tar.gz", import.meta.url));
