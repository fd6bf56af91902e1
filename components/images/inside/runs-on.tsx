import type { ReactNode } from "react";
import { Link } from "@/components/ui/link.tsx";
import { deltaText, Size } from "@/components/ui/size.tsx";
import { StateLabel } from "@/components/ui/state-mark.tsx";
import { Table, Td, Th, Tr } from "@/components/ui/table.tsx";
import { StandInTag, Tag } from "@/components/ui/tag.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { BaseVerdict, ImageBases } from "@/lib/images/schemas-inside.ts";

const VERDICTS: Record<BaseVerdict["verdict"], ReactNode> = {
  runs: <StateLabel state="up">runs</StateLabel>,
  "does-not-run": <StateLabel state="failed">does not run</StateLabel>,
  "cannot-tell": <Tag kind="not-scannable">cannot tell</Tag>,
};

type Base = ImageBases["bases"][number];

/** A binary on each base: whether it would start, every reason why not, and what the image on it weighs if there is one. */
export function RunsOn({ bases, own }: { bases: readonly Base[]; own?: string }) {
  const isMeasured = bases.some(({ measured }) => measured !== undefined);
  return (
    <Table>
      <thead>
        <tr>
          <Th className="w-[30%]">Base</Th>
          <Th className="w-[130px]">The binary</Th>
          {isMeasured ? (
            <Th num className="w-[190px]">
              Image on it, measured
            </Th>
          ) : null}
          <Th className={isMeasured ? "pl-8" : undefined}>Because</Th>
        </tr>
      </thead>
      <tbody>
        {bases.map(({ variant, base, verdict, problems, evidence, measured }) => (
          <Tr key={variant}>
            <Td fold="title">
              <VariantName variant={variant} />{" "}
              {variant === own ? <span className="text-caption text-ink-3">this image’s own</span> : null}
              <small className="block pl-5 text-axis text-ink-3 [overflow-wrap:anywhere]">
                {base ? base.reference : "empty"} {base?.origin === "stand-in" ? <StandInTag /> : null}
              </small>
            </Td>
            <Td fold="end">{VERDICTS[verdict]}</Td>
            {isMeasured ? (
              <Td name="Image on it" num dim={measured === undefined}>
                {measured ? <Measured measured={measured} isOwn={variant === own} /> : "none was built"}
              </Td>
            ) : null}
            <Td
              fold="line"
              dim={problems.length === 0}
              className={`[overflow-wrap:anywhere] ${isMeasured ? "pl-8" : ""}`}
            >
              <ul className="grid gap-0.5">
                {(problems.length > 0 ? problems.map(({ text }) => text) : toShort(evidence)).map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Measured({ measured, isOwn }: { measured: NonNullable<Base["measured"]>; isOwn: boolean }) {
  const { imageId, sizeBytes, delta, isSameBinary } = measured;
  if (isOwn) return <Size bytes={sizeBytes} />;
  return (
    <>
      <Link href={`/images/${imageId}`}>
        <Size bytes={sizeBytes} />
      </Link>
      <small className="block text-axis text-ink-3">
        {deltaText(delta)}
        <span className="block">{isSameBinary ? "the same binary" : "its own binary"}</span>
      </small>
    </>
  );
}

/** Libraries that were found make one sentence. */
function toShort(evidence: readonly string[]): string[] {
  const found = evidence.flatMap((text) => /^(\S+) is (\/\S+)\.$/.exec(text)?.[1] ?? []);
  if (found.length < 2) return [...evidence];
  const rest = evidence.filter((text) => !/^\S+ is \/\S+\.$/.test(text));
  return [...rest, `${found.join(", ")} are there, with every version that is needed.`];
}
