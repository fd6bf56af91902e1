/** A hairline bar; `ratio` is 0..1, or absent where nothing is known about the end. */
export function Progress({ ratio, label }: { ratio?: number | undefined; label: string }) {
  const percent = ratio === undefined ? undefined : Math.round(Math.min(1, Math.max(0, ratio)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === undefined ? {} : { "aria-valuenow": percent })}
      className="relative h-[3px] bg-sunken"
    >
      {percent === undefined ? null : (
        <i className="absolute inset-y-0 left-0 bg-accent" style={{ width: `${percent}%` }} />
      )}
    </div>
  );
}
