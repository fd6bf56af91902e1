import { PageHead } from "@/components/layout/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Digest } from "@/components/ui/digest.tsx";
import { Fact, Facts } from "@/components/ui/facts.tsx";
import { Link } from "@/components/ui/link.tsx";
import { StandInTag } from "@/components/ui/tag.tsx";
import { Timestamp } from "@/components/ui/timestamp.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import type { ImageView } from "@/lib/images/schemas.ts";

/** Which image this is, where it comes from and what it can be put beside. */
export function ImageHead({ image, hasSbom }: { image: ImageView; hasSbom: boolean }) {
  return (
    <PageHead
      title={
        <span className="inline-flex items-center gap-3">
          <VariantGlyph variant={image.variant} className="size-[18px]" />
          {image.variant}
        </span>
      }
      remark={`${image.service}, ${image.recipe}`}
      facts={
        <Facts>
          <Fact name="Image ID">
            <Digest digest={image.imageId} />
          </Fact>
          <Fact name="Base">
            {image.base ? image.base.reference : "none"} {image.standIn ? <StandInTag /> : null}
          </Fact>
          <Fact name="Built">
            <Timestamp iso={image.builtAt} />
            {image.run ? (
              <>
                ,{" "}
                <Link href={`/runs/${image.run.number}?build=${image.variant}`}>run {image.run.number}</Link>
              </>
            ) : null}
          </Fact>
          <Fact name="Platform">{image.platform}</Fact>
          <Fact name="Source">
            <Digest digest={image.sourceDigest} />
          </Fact>
        </Facts>
      }
      actions={
        <>
          {hasSbom ? (
            <Button asChild>
              <a href={`/api/v1/images/${image.imageId}/sbom`} download>
                Download SBOM
              </a>
            </Button>
          ) : null}
          <CopyButton text={image.imageId} said="Image ID copied">
            Copy ID
          </CopyButton>
          <Button look="primary" asChild>
            <Link
              href={`/compare?service=${encodeURIComponent(image.service)}&recipe=${encodeURIComponent(image.recipe)}&ref=${image.variant}`}
            >
              Compare
            </Link>
          </Button>
        </>
      }
    />
  );
}
