import { inflateSync } from "node:zlib";
import { z } from "zod";
import { parseBoundedJson } from "../oci/bounded-json.ts";
import type { ElfTables } from "./parse-elf.ts";
import { badElf } from "./reader.ts";
import { findSectionBytes } from "./sections.ts";

/** Format: https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md */
const MAX_INFLATED_BYTES = 8 * 1024 * 1024;
const MAX_PARTS = 500_000;

const auditableList = z.object({
  packages: z
    .array(
      z.object({
        name: z.string().min(1).max(256),
        version: z.string().min(1).max(256),
        source: z.string().max(1024).default("unknown"),
        kind: z.string().default("runtime"),
        dependencies: z.array(z.number().int().nonnegative()).default([]),
        root: z.boolean().default(false),
      }),
    )
    .max(20_000),
});

/** One crate as cargo-auditable recorded it; `dependencies` are indexes into the same list. */
export type AuditableCrate = z.infer<typeof auditableList>["packages"][number];

/**
 * The crates that cargo-auditable embedded (`.dep-v0`); undefined where there is no such section.
 * Throws bad-elf where the list is damaged or inflates to more than 8 MiB.
 */
export function readAuditableCrates(tables: ElfTables): AuditableCrate[] | undefined {
  const bytes = findSectionBytes(tables.reader, tables.sections, ".dep-v0");
  return bytes === undefined ? undefined : parseAuditable(bytes);
}

/** The same from the section's bytes. Throws bad-elf. */
export function parseAuditable(bytes: Uint8Array): AuditableCrate[] {
  return parseList(inflate(bytes)).packages;
}

function inflate(bytes: Uint8Array): string {
  try {
    return inflateSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES }).toString("utf8");
  } catch (cause) {
    throw badElf("its list of crates (.dep-v0) does not inflate, or to more than 8 MiB", cause);
  }
}

function parseList(text: string): z.infer<typeof auditableList> {
  try {
    return auditableList.parse(parseBoundedJson(text, { maxParts: MAX_PARTS }));
  } catch (cause) {
    throw badElf("its list of crates (.dep-v0) is not what cargo-auditable writes", cause);
  }
}
