import { useCallback, useMemo, useRef, useState } from "react";
import { callApi, notifyFailure } from "@/components/api/call-api.ts";
import { type FileTreeView, filesPage } from "@/lib/images/schemas-files.ts";
import { type LoadedFolder, toFlatRow, toTreeLines } from "./tree-lines.ts";

const PAGE = 1000;

/** The open folders of a tree; what is not there yet is asked for when it is opened or scrolled to. */
export function useFileTree({
  imageId,
  query,
  initial,
  isFlat,
}: {
  imageId: string;
  query: string;
  initial: FileTreeView["folders"];
  isFlat: boolean;
}) {
  const [folders, setFolders] = useState(
    () => new Map<string, LoadedFolder>(initial.map(({ path, files, total }) => [path, { files, total }])),
  );
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(initial.map(({ path }) => path)));
  const asked = useRef(new Set<string>());
  const lines = useMemo(() => toTreeLines(folders, open), [folders, open]);

  /** Asks for the next lines of a folder, once. */
  const load = useCallback(
    async (path: string, offset: number) => {
      const name = `${offset} ${path}`;
      if (asked.current.has(name)) return;
      asked.current.add(name);
      const params = new URLSearchParams(query);
      params.set("path", path);
      params.set("offset", String(offset));
      params.set("limit", String(PAGE));
      try {
        const page = await callApi(filesPage, `/images/${imageId}/files?${params}`);
        setFolders((known) => {
          const next = isFlat ? page.files.map(toFlatRow) : page.files;
          const files = [...(known.get(path)?.files ?? []).slice(0, offset), ...next];
          return new Map(known).set(path, { files, total: page.total });
        });
      } catch (error) {
        asked.current.delete(name);
        notifyFailure(error);
      }
    },
    [imageId, query, isFlat],
  );

  const toggle = useCallback(
    (path: string, isOpen: boolean) => {
      setOpen((known) => {
        const next = new Set(known);
        if (isOpen) next.add(path);
        else next.delete(path);
        return next;
      });
      if (isOpen && !folders.has(path)) void load(path, 0);
    },
    [folders, load],
  );

  /** Asks for what a line promises. */
  const loadMore = useCallback(
    (path: string) => load(path, folders.get(path)?.files.length ?? 0),
    [folders, load],
  );
  return { lines, toggle, loadMore };
}
