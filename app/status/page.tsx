import type { Metadata } from "next";
import { connection } from "next/server";
import { Page, PageHead } from "@/components/layout/page.tsx";
import { KeepFresh } from "@/components/runs/keep-fresh.tsx";
import { BasesTable } from "@/components/status/bases-table.tsx";
import { EngineProblem } from "@/components/status/engine-problem.tsx";
import { PartsTable } from "@/components/status/parts-table.tsx";
import { TokenForm } from "@/components/status/token-form.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Section } from "@/components/ui/section.tsx";
import { isTokenNeeded } from "@/lib/http/session.ts";
import { getStatus } from "@/lib/status/get-status.ts";

export const metadata: Metadata = { title: "Status" };

export default async function StatusPage() {
  await connection();
  const status = await getStatus();
  const isBusy =
    !status.engine.available ||
    status.queue.running + status.queue.queued > 0 ||
    status.bases.some((base) => base.status === "resolving");
  const standIns = status.bases.filter((base) => base.origin === "stand-in").length;
  return (
    <Page className="pb-16">
      <PageHead title="Status" remark="what runs, and what the images stand on" />
      <EngineProblem status={status} />
      <Section id="parts" title="Parts">
        <PartsTable status={status} />
      </Section>
      <Section
        id="bases"
        title="Bases"
        hint={
          standIns > 0
            ? "a stand-in is assembled here from Debian packages where no registry can be reached"
            : "override, then registry, then stand-in"
        }
      >
        {status.bases.length > 0 ? (
          <BasesTable bases={status.bases} nowMs={Date.now()} />
        ) : (
          <EmptyState title="No base was asked for yet">
            <p>The first build gets the bases that it needs; this table then shows how far that is.</p>
          </EmptyState>
        )}
      </Section>
      {isTokenNeeded() ? (
        <Section id="token" title="Token" hint="reading needs none; starting, cancelling and freezing do">
          <TokenForm />
        </Section>
      ) : null}
      <KeepFresh everyMs={isBusy ? 2_000 : 5_000} />
    </Page>
  );
}
