import { classNames } from "./class-names.ts";

/** A grey block of the size that the value will have. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames("block rounded-[2px] bg-rule motion-safe:animate-skeleton", className)}
    />
  );
}
