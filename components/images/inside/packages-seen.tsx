import { Tag } from "@/components/ui/tag.tsx";
import { formatCount } from "@/lib/format.ts";
import type { ImagePackages } from "@/lib/images/schemas-inside.ts";

type Coverage = ImagePackages["coverage"];

const VERDICTS: Record<Coverage["verdict"], string> = {
  full: "Every place that names packages was there and was read.",
  partial: "Parts of this image name no packages: what is listed is not all that is in it.",
  blind: "Nothing in this image names its packages. That is not the same as none.",
};

/** How far the lists below can be trusted; what could not be told is said, never counted as zero. */
export function PackagesSeen({ packages }: { packages: ImagePackages }) {
  const { coverage, sources } = packages;
  const { paths, count } = coverage.unownedBinaries;
  return (
    <div className="mb-5 rounded-plate border border-rule bg-plate px-4 py-3">
      <p className="text-ink">
        {coverage.verdict === "blind" ? (
          <Tag kind="not-scannable">cannot tell</Tag>
        ) : (
          <Tag>{coverage.verdict === "full" ? "all seen" : "partly seen"}</Tag>
        )}{" "}
        <span className="ml-1">{VERDICTS[coverage.verdict]}</span>
      </p>
      <ul className="mt-2 grid max-w-[100ch] gap-1 text-caption">
        {coverage.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {count > 0 ? (
          <li className="text-ink-3 [overflow-wrap:anywhere]">
            In no package: {paths.map((path) => `/${path}`).join(", ")}
            {count > paths.length ? ` and ${formatCount(count - paths.length)} more` : null}.
          </li>
        ) : null}
        {sources.length > 0 ? (
          <li className="text-ink-3 [overflow-wrap:anywhere]">Read: {toPlaces(sources)}.</li>
        ) : null}
      </ul>
    </div>
  );
}

/** distroless keeps a file for each package: they are named by their folder. */
function toPlaces(sources: ImagePackages["sources"]): string {
  const places = sources.map(({ path }) => path.replace(/(\/status\.d)\/[^/]+$/, "$1"));
  return [...new Set(places)].join(", ");
}
