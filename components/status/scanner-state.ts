import type { MarkState } from "@/components/ui/state-mark.tsx";
import type { ScannerStatus } from "@/lib/status/schemas.ts";

/** How well findings can be known: a scanner without data of this week is not up. */
export function toScannerState({ available, database }: ScannerStatus): { state: MarkState; word: string } {
  if (!available) return { state: "waiting", word: "absent" };
  const state = database?.state ?? "ready";
  return state === "ready" ? { state: "up", word: "up" } : { state: "warning", word: `database ${state}` };
}
