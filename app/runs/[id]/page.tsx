import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { attempt } from "@/app/attempt.ts";
import { one, type Params } from "@/app/search-params.ts";
import { FailurePage } from "@/components/layout/failure-page.tsx";
import { Page } from "@/components/layout/page.tsx";
import { chooseBuild } from "@/components/runs/choose-build.ts";
import { RunLive } from "@/components/runs/run-live.tsx";
import { getLogTail } from "@/lib/runs/get-log-tail.ts";
import { getRun } from "@/lib/runs/get-run.ts";
import { readDockerfile } from "@/lib/runs/read-dockerfile.ts";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Params>;
};

const readRun = cache((id: string) => attempt(() => getRun({ id })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const { value: run } = await readRun(id);
  return { title: run ? `Run ${run.number}, ${run.service}` : "Run" };
}

export default async function RunPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { build: wanted } = await searchParams;
  const { value: run, failure } = await readRun(id);
  if (failure?.code === "not-found" || failure?.code === "bad-input") notFound();
  if (failure) {
    return <FailurePage title="Run" failure={failure} again={{ href: `/runs/${id}`, label: "Try again" }} />;
  }
  const build = chooseBuild(run, one(wanted));
  const [dockerfile, tail] = await Promise.all([readDockerfile(), build && getLogTail(build)]);
  return (
    <Page className="pb-16">
      <RunLive key={run.id} initial={run} nowMs={Date.now()} dockerfile={dockerfile} tail={tail} />
    </Page>
  );
}
