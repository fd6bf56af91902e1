import { type Kept, QueryForm } from "@/components/ui/query-form.tsx";
import { QuerySearch } from "@/components/ui/query-search.tsx";
import { type Option, QuerySelect } from "@/components/ui/query-select.tsx";

/** Which files are shown; each choice is in the URL, and a field of a form without JavaScript. */
export function FilesForm({
  layer,
  layers,
  show,
  shows,
  showFallback,
  file,
  kept,
}: {
  layer: string;
  layers: readonly Option[];
  show: string;
  shows: readonly Option[];
  showFallback: string;
  file: string;
  kept: Kept;
}) {
  return (
    <QueryForm action="#files" kept={kept} className="mb-3 flex flex-wrap items-center gap-2">
      <QuerySelect name="layer" label="Layer" value={layer} fallback="" options={layers} />
      <QuerySelect name="show" label="Show" value={show} fallback={showFallback} options={shows} />
      <QuerySearch name="file" label="Part of a path" value={file} />
    </QueryForm>
  );
}
