/** A pair of scales, one pan heavier. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true" className="size-[18px]">
      <path d="M2 4.5h14M9 4.5V15M5 15.2h8" stroke="currentColor" strokeWidth="1.6" fill="none" />
      <path d="M2 4.5v5M16 4.5v2" stroke="currentColor" strokeWidth="1.2" />
      <path d="M0 9.5h4.6v3H0z" fill="currentColor" />
      <path d="M13.6 6.5H18v1.6h-4.4z" fill="currentColor" />
    </svg>
  );
}
