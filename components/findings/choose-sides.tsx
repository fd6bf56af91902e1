import { Button } from "@/components/ui/button.tsx";
import { Select } from "@/components/ui/select.tsx";
import type { AcrossImage } from "@/lib/findings/schemas-across.ts";

/** Two of the images, to see what one has that the other has not, and why. */
export function ChooseSides({ images }: { images: readonly AcrossImage[] }) {
  const scanned = images.filter(({ scan }) => scan?.counts);
  const [first, second] = scanned;
  if (!first || !second) return null;
  const options = scanned.map(({ imageId, variant }) => (
    <option key={imageId} value={imageId}>
      {variant}
    </option>
  ));
  return (
    <form
      action="/findings/changes"
      className="mt-8 flex flex-wrap items-center gap-2 border-rule border-t pt-5"
    >
      <span className="text-caption">What differs between</span>
      <Select name="from" defaultValue={first.imageId} aria-label="From">
        {options}
      </Select>
      <span className="text-caption">and</span>
      <Select name="to" defaultValue={scanned.at(-1)?.imageId} aria-label="To">
        {options}
      </Select>
      <Button type="submit">Show, with the cause</Button>
    </form>
  );
}
