import type { BaseRole } from "../variants/variants.ts";

/** The official image of each role, as its publisher writes it. */
export const OFFICIAL_REFERENCES: Readonly<Record<BaseRole, string>> = {
  toolchain: "rust:1.96-bookworm",
  alpine: "alpine:3.22",
  "distroless-static": "gcr.io/distroless/static-debian13:nonroot",
  "base-nossl": "gcr.io/distroless/base-nossl-debian13:nonroot",
  "distroless-cc": "gcr.io/distroless/cc-debian13:nonroot",
  "debian-slim": "debian:trixie-slim",
};

/** A reference's registry and the path below it, Docker Hub's unwritten parts written out. */
export function splitRegistry(reference: string): { registry: string; path: string } {
  const slash = reference.indexOf("/");
  const first = slash === -1 ? "" : reference.slice(0, slash);
  if (first.includes(".") || first.includes(":") || first === "localhost")
    return { registry: first, path: reference.slice(slash + 1) };
  return { registry: "docker.io", path: slash === -1 ? `library/${reference}` : reference };
}

/**
 * Where to ask for an official image: itself, or below a mirror's prefix. Mirrors disagree on how names look below
 * them, so both usual ways are given, in the order in which to try them.
 */
export function toCandidates(official: string, mirror: string | undefined): string[] {
  if (mirror === undefined) return [official];
  const prefix = mirror.replace(/^https?:\/\//, "").replace(/\/+$/, "");
  return [...new Set([`${prefix}/${official}`, `${prefix}/${splitRegistry(official).path}`])];
}

/** The repository of a reference, without tag and digest. */
export function toRepository(reference: string): string {
  const name = reference.split("@")[0] ?? reference;
  const colon = name.lastIndexOf(":");
  return colon > name.lastIndexOf("/") ? name.slice(0, colon) : name;
}
