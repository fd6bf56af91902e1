import { ConfirmRemoval } from "@/components/runs/confirm-removal.tsx";

/** Takes a permalink back, after asking: nobody can give it again. */
export function RevokeSnapshot({ slug }: { slug: string }) {
  return (
    <ConfirmRemoval
      path={`/snapshots/${slug}`}
      title="Revoke this snapshot?"
      trigger={{ children: "Revoke" }}
      action={{ label: "Revoke snapshot", doing: "Revoking…" }}
    >
      Whoever opens <code className="mono">/c/{slug}</code> from then on reads that it was revoked, and when.
      Its name is never given again, and this cannot be undone.
    </ConfirmRemoval>
  );
}
