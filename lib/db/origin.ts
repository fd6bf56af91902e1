import type { ResolvedBase } from "../bases/types.ts";

/** The database's word for where a base came from, as everybody else writes it. */
export function toOrigin(stored: "registry" | "override" | "stand_in"): ResolvedBase["origin"] {
  return stored === "stand_in" ? "stand-in" : stored;
}

/** And back. */
export function fromOrigin(origin: ResolvedBase["origin"]): "registry" | "override" | "stand_in" {
  return origin === "stand-in" ? "stand_in" : origin;
}
