import { FileTree } from "@/components/images/files/file-tree.tsx";
import { FilesForm } from "@/components/images/files/files-form.tsx";
import { toFlatRow } from "@/components/images/files/tree-lines.ts";
import type { Kept } from "@/components/ui/query-form.tsx";
import { Section } from "@/components/ui/section.tsx";
import { layerLabel } from "@/lib/charts/layers.ts";
import { formatCount } from "@/lib/format.ts";
import { getFileTree } from "@/lib/images/get-file-tree.ts";
import { listFiles } from "@/lib/images/list-files.ts";
import type { ImageView } from "@/lib/images/schemas.ts";
import type { FileTreeView } from "@/lib/images/schemas-files.ts";
import { type FilesQuery, SHOWS, toApiQuery, toFilter } from "./files-query.ts";

const FIRST_FLAT_LINES = 200;

type Props = { image: ImageView; query: FilesQuery; kept: Kept };

/** The files as a tree, of all layers against the base or of one against those below it. */
export async function Files({ image, query, kept }: Props) {
  const { params, isFlat } = toApiQuery(query);
  const { onlyChanges } = toFilter(query.show);
  const tree = isFlat ? await readFlat(image, query) : await readTree(image, query);
  const total = tree.folders[0]?.total ?? 0;
  const view = {
    onlyChanges: onlyChanges && !isFlat,
    totalBytes: tree.totalBytes,
    withChanges: query.layer !== undefined || image.layers.some(({ fromBase }) => fromBase),
  };
  const here = new URLSearchParams();
  if (query.layer !== undefined) here.set("layer", String(query.layer));
  if (query.show !== (query.layer === undefined ? "all" : "changes")) here.set("show", query.show);
  const folderHref = `?${here.size > 0 ? `${here}&` : ""}open=`;
  return (
    <Section
      id="files"
      title="Files"
      isHalf
      hint={
        isFlat
          ? `${formatCount(total)} found`
          : `${formatCount(tree.fileCount)} that a container sees${query.layer === undefined ? "" : ` after layer ${query.layer}`}`
      }
    >
      <FilesForm
        layer={query.layer === undefined ? "" : String(query.layer)}
        layers={toLayerOptions(image)}
        show={query.show}
        shows={Object.entries(SHOWS).map(([value, label]) => ({ value, label }))}
        showFallback={query.layer === undefined ? "all" : "changes"}
        file={query.file ?? ""}
        kept={kept}
      />
      {total === 0 ? (
        <p className="text-ink-3">No file of this kind.</p>
      ) : (
        <FileTree
          key={`${params} ${query.open ?? ""}`}
          imageId={image.imageId}
          query={params.toString()}
          initial={tree.folders}
          isFlat={isFlat}
          view={view}
          folderHref={folderHref}
          label={`Files of ${image.variant}`}
        />
      )}
    </Section>
  );
}

function readTree(image: ImageView, { layer, open, show }: FilesQuery): Promise<FileTreeView> {
  const { onlyChanges } = toFilter(show);
  return getFileTree({ imageId: image.imageId, layer, open, onlyChanges });
}

async function readFlat(image: ImageView, { layer, file, show }: FilesQuery): Promise<FileTreeView> {
  const { changes, flags } = toFilter(show);
  const page = await listFiles({
    imageId: image.imageId,
    layer,
    search: file,
    changes,
    flags,
    limit: FIRST_FLAT_LINES,
  });
  return {
    totalBytes: page.folder.sizeBytes,
    fileCount: page.folder.fileCount,
    folders: [{ path: "", files: page.files.map(toFlatRow), total: page.total }],
  };
}

function toLayerOptions({ layers }: ImageView) {
  return [
    { value: "", label: "All layers" },
    ...layers.map(({ index, createdBy }) => ({
      value: String(index),
      label: `${index} ${layerLabel(createdBy)}`.slice(0, 60),
    })),
  ];
}
