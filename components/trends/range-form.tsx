import { Button } from "@/components/ui/button.tsx";
import { Input } from "@/components/ui/field.tsx";
import { Link } from "@/components/ui/link.tsx";
import type { Kept } from "@/components/ui/query-form.tsx";

/** Which builds are shown, by the time at which they ended (UTC); a plain form, so that it needs no JavaScript. */
export function RangeForm({
  from,
  to,
  kept,
  allHref,
}: {
  from: string | undefined;
  to: string | undefined;
  /** The rest of the page's URL. */
  kept: Kept;
  /** Where every build is shown; absent where it is already. */
  allHref: string | undefined;
}) {
  return (
    <form action="/trends" className="flex flex-wrap items-center gap-2 text-caption text-ink-3">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <span className="inline-flex items-center gap-2">
        <label htmlFor="trends-from">From</label>
        <TimeInput name="from" iso={from} />
      </span>
      <span className="inline-flex items-center gap-2">
        <label htmlFor="trends-to">to</label>
        <TimeInput name="to" iso={to} />
      </span>
      <Button type="submit">Show</Button>
      {allHref ? (
        <Button look="quiet" asChild>
          <Link href={allHref} scroll={false}>
            All builds
          </Link>
        </Button>
      ) : null}
    </form>
  );
}

function TimeInput({ name, iso }: { name: string; iso: string | undefined }) {
  const text = iso?.slice(0, 19) ?? "";
  return (
    <Input
      key={text}
      id={`trends-${name}`}
      type="datetime-local"
      step={1}
      name={name}
      defaultValue={text}
      className="h-9 w-auto! text-caption md:h-8"
    />
  );
}
