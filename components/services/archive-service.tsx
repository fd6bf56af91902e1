import { ConfirmRemoval } from "@/components/runs/confirm-removal.tsx";

/** Takes a service off the list, after asking: its upload goes with it. */
export function ArchiveService({ service }: { service: string }) {
  return (
    <ConfirmRemoval
      path={`/services/${encodeURIComponent(service)}`}
      title={`Archive ${service}?`}
      trigger={{ children: "Archive…", "aria-label": `Archive ${service}` }}
      action={{ label: "Archive service", doing: "Archiving…" }}
    >
      Nothing more is built of it, and what was uploaded or cloned for it goes from the disk. Its images, runs
      and snapshots stay.
    </ConfirmRemoval>
  );
}
