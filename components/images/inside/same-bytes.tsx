import { Detail, DetailList } from "@/components/images/detail-list.tsx";
import { StateLabel } from "@/components/ui/state-mark.tsx";
import type { ImageView } from "@/lib/images/schemas.ts";

/** That the binary of a prebuilt image is the one that was given: both digests, each with where it was taken. */
export function SameBytes({ image, isSame }: { image: ImageView; isSame: boolean }) {
  const { sourceDigest, binary } = image;
  return (
    <div className="mb-7 max-w-[90ch]">
      <p className="mb-2 font-medium">
        <StateLabel state={isSame ? "up" : "failed"}>
          {isSame ? "Byte-identical to the input" : "Not the program that was given"}
        </StateLabel>
      </p>
      <p className="mb-2 text-caption text-ink-3">
        This program was compiled elsewhere. Nothing of it was compiled, stripped or linked here. SHA-256:
      </p>
      <DetailList>
        <Detail name="Given" isCode>
          {sourceDigest.replace(/^sha256:/, "")}
        </Detail>
        <Detail name={`${binary?.path ?? "Program"} here`} isCode>
          {binary?.sha256 ?? "there is none"}
        </Detail>
      </DetailList>
    </div>
  );
}
