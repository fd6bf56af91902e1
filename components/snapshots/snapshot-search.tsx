import { Button } from "@/components/ui/button.tsx";
import { Input } from "@/components/ui/field.tsx";

/** A form, so that it works without JavaScript and its answer has an address. */
export function SnapshotSearch({ q }: { q: string }) {
  return (
    <form action="/snapshots" className="mb-5 flex max-w-[480px] gap-2">
      <Input
        type="search"
        name="q"
        defaultValue={q}
        maxLength={200}
        aria-label="Search snapshots"
        placeholder="Title, note, service or name"
        data-search=""
      />
      <Button type="submit">Search</Button>
    </form>
  );
}
