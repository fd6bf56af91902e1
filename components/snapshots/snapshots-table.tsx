import { sayView } from "@/components/compare/say-view.ts";
import { Digest } from "@/components/ui/digest.tsx";
import { Link } from "@/components/ui/link.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import type { SnapshotView } from "@/lib/snapshots/schemas.ts";
import { FrozenSizesBars } from "./frozen-sizes.tsx";
import { firstWords } from "./note.ts";

/** Frozen comparisons, the newest first. */
export function SnapshotsTable({ snapshots }: { snapshots: readonly SnapshotView[] }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Title</Th>
          <Th>What it shows</Th>
          <Th>Sizes</Th>
          <Th>Note</Th>
          <Th>Payload</Th>
          <Th num>Frozen</Th>
        </tr>
      </thead>
      <tbody>
        {snapshots.map((snapshot) => (
          <Tr key={snapshot.slug}>
            <Td fold="title" className="min-w-[200px] [overflow-wrap:anywhere]">
              <Link href={`/c/${snapshot.slug}`} dir="auto" className="font-medium text-ink">
                {snapshot.title || snapshot.slug}
              </Link>
            </Td>
            <Td fold="line" dim>
              {sayView(snapshot.query)}
            </Td>
            <Td name="Sizes" dim>
              <FrozenSizesBars images={snapshot.images} />
            </Td>
            <Td fold="line" dim className="max-w-[360px] truncate">
              {firstWords(snapshot.note) || "–"}
            </Td>
            <Td name="Payload" dim>
              <Digest digest={snapshot.payloadDigest} />
            </Td>
            <Td name="Frozen" num>
              <Timestamp iso={snapshot.createdAt} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
