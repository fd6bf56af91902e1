import { type Db, db } from "../db/client.ts";
import { withDatabaseErrors } from "../db/errors.ts";
import { env } from "../env.ts";
import { parseInput } from "../parse-input.ts";
import { storeUpload } from "../prebuilt/store-upload.ts";
import { currentPlatform } from "../runs/current-platform.ts";
import { describeProgram } from "./describe-program.ts";
import { getService } from "./get-service.ts";
import { placeProgram } from "./place-program.ts";
import { removeUnusedSource } from "./remove-unused-source.ts";
import { requireMachine } from "./require-machine.ts";
import { type ServiceProgram, type UploadProgramInput, uploadProgramInput } from "./schemas.ts";

/** A program as it arrives, and how many bytes its sender has announced. */
export type ProgramBytes = { body: AsyncIterable<Uint8Array>; expectedBytes: number | undefined };

/**
 * Adds a service whose program comes along; it is kept in the state directory by its SHA-256. What is refused leaves
 * nothing. Throws bad-input, too-large, bad-elf, conflict (the name), disk-full, database-unavailable.
 */
export async function uploadProgram(
  raw: UploadProgramInput,
  { body, expectedBytes }: ProgramBytes,
  database: Db = db(),
): Promise<ServiceProgram> {
  const named = parseInput(uploadProgramInput, raw, "query");
  return withDatabaseErrors(async () => {
    const platform = await currentPlatform(database);
    let replaced: string | undefined;
    const program = await storeUpload(body, {
      home: env().home,
      expectedBytes,
      admit: async (file) => {
        requireMachine(file, platform);
        ({ replaced } = await placeProgram({ ...named, source: file.digest }, database));
      },
    });
    await removeUnusedSource(database, replaced);
    const service = await getService(named.name, database);
    return { service, ...(await describeProgram(database, program, platform)) };
  });
}
