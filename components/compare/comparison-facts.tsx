import { Digest } from "@/components/ui/digest.tsx";
import { Fact, Facts } from "@/components/ui/facts.tsx";
import { Link } from "@/components/ui/link.tsx";
import { StandInTag } from "@/components/ui/tag.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import type { Comparison } from "@/lib/images/schemas.ts";

/** Where a comparison's figures come from, in one line. */
export function ComparisonFacts({
  comparison,
  engine,
}: {
  comparison: Comparison;
  engine?: string | undefined;
}) {
  const images = comparison.columns.map((column) => column.image);
  const newest = images.toSorted((a, b) => b.builtAt.localeCompare(a.builtAt))[0];
  if (!newest) return null;
  const runs = new Map(images.flatMap(({ run }) => (run ? [[run.id, run.number] as const] : [])));
  const numbered = [...runs].sort((a, b) => b[1] - a[1]).slice(0, 3);
  const toolchain = newest.toolchain;
  const scan = comparison.columns
    .flatMap(({ scans }) => scans?.latest ?? [])
    .toSorted((a, b) => b.scannedAt.localeCompare(a.scannedAt))[0];
  return (
    <Facts>
      <Fact name="Source">
        {comparison.notes.differingSources ? "several" : <Digest digest={newest.sourceDigest} />}
      </Fact>
      <Fact name={numbered.length > 1 ? "Runs" : "Run"}>
        {numbered.map(([id, number], index) => (
          <span key={id}>
            {index > 0 ? ", " : ""}
            <Link href={`/runs/${id}`}>{number}</Link>
          </span>
        ))}
        {numbered.length > 0 ? ", " : ""}
        <Timestamp iso={newest.builtAt} />
      </Fact>
      <Fact name="Platform">
        <span className="mono">{newest.platform}</span>
      </Fact>
      {engine ? <Fact name="Engine">Docker {engine}</Fact> : null}
      {scan ? (
        <Fact name="Scanner">
          {scan.scanner.name} {scan.scanner.version}
          {scan.database.updatedAt ? (
            <>
              , database of <Timestamp iso={scan.database.updatedAt} />
            </>
          ) : (
            ", no database"
          )}
        </Fact>
      ) : null}
      {toolchain ? (
        <Fact name="Toolchain">
          {toolchain.origin === "stand-in" ? (
            <>
              Rust <StandInTag />
            </>
          ) : (
            toolchain.reference.split("@")[0]
          )}
        </Fact>
      ) : null}
    </Facts>
  );
}
