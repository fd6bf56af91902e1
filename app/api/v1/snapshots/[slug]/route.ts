import { getSnapshotOperation, revokeSnapshotOperation } from "@/lib/http/operations/snapshots.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getSnapshot } from "@/lib/snapshots/get-snapshot.ts";
import { revokeSnapshot } from "@/lib/snapshots/revoke-snapshot.ts";

export const GET = route(getSnapshotOperation, async ({ params }) => {
  return json(200, { snapshot: await getSnapshot(params) });
});

export const DELETE = route(revokeSnapshotOperation, async ({ params }) => {
  return json(200, { snapshot: await revokeSnapshot(params) });
});
