import { BUILD_PART_WORDS, type BuildTimeChart, type BuildTimeRow } from "@/lib/charts/build-time.ts";
import { formatSeconds } from "@/lib/format.ts";
import { BUILD_PARTS, type BuildPart } from "@/lib/images/schemas-build.ts";
import { ImageTable } from "../image-table.tsx";

/** The bars' figures as a table. */
export function BuildTimeTable({ chart }: { chart: BuildTimeChart }) {
  return (
    <ImageTable
      rows={chart.rows}
      columns={[
        ...BUILD_PARTS.map((part) => ({
          head: `${BUILD_PART_WORDS[part]}, s`,
          say: (row: BuildTimeRow) => figureOf(row, part),
        })),
        { head: "Whole, s", say: ({ totalMs }) => formatSeconds(totalMs) },
      ]}
    />
  );
}

function figureOf({ parts }: BuildTimeRow, part: BuildPart): string {
  const found = parts.find((each) => each.part === part);
  if (!found) return "–";
  return found.cached === "all" ? "cached" : formatSeconds(found.ms);
}
