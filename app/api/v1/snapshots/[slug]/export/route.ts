import { exportSnapshotOperation } from "@/lib/http/operations/snapshots.ts";
import { publicUrl } from "@/lib/http/public-url.ts";
import { download } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { exportSnapshot } from "@/lib/snapshots/export-snapshot.ts";
import { getStoredSnapshot } from "@/lib/snapshots/get-snapshot.ts";

export const GET = route(exportSnapshotOperation, async ({ params, query, request }) => {
  const stored = await getStoredSnapshot(params);
  const url = publicUrl(request, `/c/${stored.snapshot.slug}`);
  return download(exportSnapshot(stored, { ...query, link: { label: "Frozen snapshot", url } }));
});
