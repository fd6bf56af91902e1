import { Page, PageHead } from "@/components/layout/page.tsx";

export default function HomePage() {
  return (
    <Page>
      <PageHead title="Image Diet" />
    </Page>
  );
}
