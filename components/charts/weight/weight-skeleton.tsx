import { Skeleton } from "@/components/ui/skeleton.tsx";
import { VariantName } from "@/components/ui/variant-name.tsx";
import type { VariantId } from "@/lib/variants/variants.ts";

const WIDTHS = ["w-[6%]", "w-[9%]", "w-[14%]", "w-[21%]", "w-[34%]", "w-[60%]", "w-[82%]"];

/** The chart's own shape while its first figures are being measured. */
export function WeightSkeleton({ variants }: { variants: readonly VariantId[] }) {
  return (
    <div
      aria-hidden="true"
      className="-mx-4 border-rule border-y bg-plate px-4 py-6 md:mx-0 md:rounded-plate md:border-x md:px-5"
    >
      {variants.map((variant, index) => (
        <div
          key={variant}
          className="grid h-[52px] grid-cols-[112px_minmax(0,1fr)_64px] items-center gap-4 border-rule border-t first:border-t-0 md:grid-cols-[180px_minmax(0,1fr)_96px]"
        >
          <VariantName variant={variant} />
          <Skeleton className={`h-[22px] ${WIDTHS[index] ?? "w-[20%]"}`} />
          <Skeleton className="ml-auto h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
