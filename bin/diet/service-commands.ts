import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { AppError } from "../../lib/errors.ts";
import { formatSize } from "../../lib/format.ts";
import { archiveService } from "../../lib/services/archive-service.ts";
import type { ServiceProgram } from "../../lib/services/schemas.ts";
import { uploadProgram } from "../../lib/services/upload-program.ts";
import { print, toTable } from "./output.ts";

type Json = { json?: boolean };

async function addFile(name: string, file: string, options: { title?: string; replace?: boolean }) {
  const startedIn = process.env.INIT_CWD ?? process.cwd();
  const path = resolve(startedIn, file);
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new AppError("bad-input", `${path} cannot be read.`, { field: "file", cause });
  });
  const named = { name, title: options.title, replace: options.replace ?? false };
  return uploadProgram(named, { body: createReadStream(path), expectedBytes: size });
}

function describeAdded({ service, program, bases }: ServiceProgram): string {
  const rows = bases.map(({ variant, verdict, problems }) => [
    variant,
    verdict.replaceAll("-", " "),
    problems.map(({ text }) => text).join(" "),
  ]);
  const head = `${service.slug}: ${formatSize(program.sizeBytes)}, ${program.machine}, ${program.linkage}, ${program.digest}`;
  return `${head}\n${toTable(["base", "the program", "because"], rows)}`;
}

/** The commands about services. */
export function addServiceCommands(program: Command): void {
  program
    .command("add")
    .description("add a prebuilt service: a compiled program that is shipped byte for byte")
    .argument("<name>")
    .argument("<file>", "an ELF program, at most 64 MiB; a copy is kept")
    .option("--title <title>")
    .option("--replace", "give the prebuilt service of this name another program")
    .option("--json")
    .action(async (name: string, file: string, options: Json & { title?: string; replace?: boolean }) => {
      const added = await addFile(name, file, options);
      print(added, describeAdded(added), options);
    });
  program
    .command("archive")
    .description("archive a service: nothing more is built of it, what was measured stays")
    .argument("<service>")
    .action(async (service: string) => {
      const { slug } = await archiveService({ service });
      console.log(`${slug} is archived.`);
    });
}
