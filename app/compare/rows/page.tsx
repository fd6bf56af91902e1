import type { Metadata } from "next";
import { connection } from "next/server";
import { RowMeanings } from "@/components/compare/row-meanings.tsx";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { explainRows } from "@/lib/compare/matrix.ts";

export const metadata: Metadata = { title: "What each row means" };

export default async function RowsPage() {
  await connection();
  return (
    <Page className="pb-16">
      <PageHead title="What each row means" remark="of the table of tradeoffs, whatever is compared" />
      <RowMeanings groups={explainRows()} />
    </Page>
  );
}
