import { getSnapshotOperation, revokeSnapshotOperation } from "@/lib/http/operations/snapshots.ts";
import { json, jsonText } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getStoredSnapshot } from "@/lib/snapshots/get-snapshot.ts";
import { revokeSnapshot } from "@/lib/snapshots/revoke-snapshot.ts";
import { toSnapshotText } from "@/lib/snapshots/to-snapshot-text.ts";

export const GET = route(getSnapshotOperation, async ({ params }) => {
  return jsonText(200, toSnapshotText(await getStoredSnapshot(params)));
});

export const DELETE = route(revokeSnapshotOperation, async ({ params }) => {
  return json(200, { snapshot: await revokeSnapshot(params) });
});
