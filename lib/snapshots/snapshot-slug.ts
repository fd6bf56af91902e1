import { randomInt } from "node:crypto";
import { z } from "zod";

/** A permalink's name. */
export const snapshotSlug = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{2,62}[a-z0-9]$/,
    "is no snapshot's name: 4 to 64 lower-case letters, digits and dashes",
  );

// Without letters and digits that are taken for each other.
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

function randomPart(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

/** A new name: the title's words, readable, and something that nobody guesses or takes twice. */
export function newSnapshotSlug(title: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return words === "" ? randomPart(10) : `${words}-${randomPart(7)}`;
}
