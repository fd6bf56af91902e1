import { type MarkState, StateMark } from "@/components/ui/state-mark.tsx";
import { StandInTag } from "@/components/ui/tag.tsx";
import type { StatusView } from "@/lib/status/schemas.ts";

type Base = StatusView["bases"][number];

const MARKS: Record<Base["status"], MarkState> = {
  waiting: "waiting",
  resolving: "running",
  ready: "up",
  failed: "failed",
};

function words(base: Base): string {
  if (base.status === "failed") return base.error?.message ?? "could not be had";
  if (base.status === "resolving") return base.progress ?? "being looked for";
  return base.status === "waiting" ? "waits" : base.reference.split("@")[0] || "ready";
}

/** True while bases are still being fetched or assembled. */
export function areBasesBusy(bases: readonly Base[]): boolean {
  return bases.some((base) => base.status === "resolving" || base.status === "waiting");
}

/** What a first build waits for: each base, where it comes from and what is being done about it. */
export function BasesProgress({ bases }: { bases: readonly Base[] }) {
  const ready = bases.filter((base) => base.status === "ready").length;
  return (
    <section aria-labelledby="bases-title" className="mt-6">
      <h2 id="bases-title" className="flex items-baseline gap-4 text-ink text-section">
        Bases
        <span className="font-normal text-caption text-ink-3 tracking-normal">
          {ready} of {bases.length} ready; fetched or assembled once, then kept
        </span>
      </h2>
      <ul className="mt-2">
        {bases.map((base) => (
          <li
            key={`${base.role} ${base.platform}`}
            className="grid grid-cols-[14px_120px_minmax(0,1fr)] items-baseline gap-2.5 border-rule border-t py-[7px] text-caption md:grid-cols-[14px_140px_minmax(0,1fr)]"
          >
            <span className="inline-flex justify-center self-center">
              <StateMark state={MARKS[base.status]} />
            </span>
            <b className="font-medium">{base.role}</b>
            <span className={`min-w-0 break-words ${base.status === "failed" ? "text-bad" : ""}`}>
              {words(base)} {base.status === "ready" && base.origin === "stand-in" ? <StandInTag /> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
