import { z } from "zod";
import { callApi } from "@/components/runs/call-api.ts";
import { formatDateTime, formatSize, shortDigest } from "@/lib/format.ts";
import { comparison } from "@/lib/images/schemas.ts";
import { runView } from "@/lib/runs/schemas.ts";
import { serviceView } from "@/lib/services/schemas.ts";
import { snapshotView } from "@/lib/snapshots/schemas.ts";
import type { VariantId } from "@/lib/variants/variants.ts";

/** One line of the palette; `keywords` are searched with it. */
export type Entry = {
  id: string;
  label: string;
  hint: string;
  href: string;
  variant?: VariantId;
  keywords: string[];
};
export type EntryGroup = { title: string; entries: Entry[] };

export const PLACES: EntryGroup = {
  title: "Go to",
  entries: [
    ["Home", "/", "start newest"],
    ["Compare", "/compare", "matrix weight layers tradeoffs"],
    ["Runs", "/runs", "builds history pick images"],
    ["Snapshots", "/snapshots", "frozen shared"],
    ["Findings", "/findings", "vulnerabilities cve exposure"],
    ["Services", "/services", "source add"],
    ["Status", "/status", "engine bases scanner queue disk health"],
  ].map(([label = "", href = "", words = ""]) => ({
    id: `go ${href}`,
    label,
    href,
    hint: href,
    keywords: words.split(" "),
  })),
};

const services = z.object({ services: z.array(serviceView) });
const runs = z.object({ runs: z.array(runView) });
const snapshots = z.object({ snapshots: z.array(snapshotView) });
const compared = z.object({ comparison });

/** What can be gone to now. A part that the server does not give is left out. */
export async function loadEntries(): Promise<EntryGroup[]> {
  const groups = await Promise.allSettled([loadImages(), loadRuns(), loadSnapshots(), loadServices()]);
  return groups.flatMap((group) => (group.status === "fulfilled" ? [group.value] : []));
}

async function loadImages(): Promise<EntryGroup> {
  const { comparison: newest } = await callApi(compared, "/compare");
  const entries = newest.columns.map(({ image }) => ({
    id: image.imageId,
    label: image.variant,
    variant: image.variant,
    hint: `${formatSize(image.sizeBytes)} · ${image.service}`,
    href: `/images/${image.imageId}`,
    keywords: [image.service, shortDigest(image.imageId), image.recipe, "image"],
  }));
  return { title: "Images", entries };
}

async function loadRuns(): Promise<EntryGroup> {
  const { runs: found } = await callApi(runs, "/runs?limit=20");
  const entries = found.map((run) => ({
    id: run.id,
    label: `Run ${run.number}, ${run.service}`,
    hint: `${run.status}, ${formatDateTime(run.startedAt ?? run.createdAt)}`,
    href: `/runs/${run.number}`,
    keywords: [run.recipe, shortDigest(run.sourceDigest), ...run.builds.map((build) => build.variant)],
  }));
  return { title: "Runs", entries };
}

async function loadSnapshots(): Promise<EntryGroup> {
  const { snapshots: found } = await callApi(snapshots, "/snapshots?limit=20");
  const entries = found.map((snapshot) => ({
    id: snapshot.slug,
    label: snapshot.title || snapshot.slug,
    hint: `frozen ${formatDateTime(snapshot.createdAt)}`,
    href: `/c/${snapshot.slug}`,
    keywords: [snapshot.slug, shortDigest(snapshot.payloadDigest), "snapshot"],
  }));
  return { title: "Snapshots", entries };
}

async function loadServices(): Promise<EntryGroup> {
  const { services: found } = await callApi(services, "/services");
  const entries = found.map(({ slug, title }) => ({
    id: `service ${slug}`,
    label: `Compare ${title || slug}`,
    hint: "newest images",
    href: `/compare?service=${encodeURIComponent(slug)}`,
    keywords: [slug, "service"],
  }));
  return { title: "Services", entries };
}

/** Where a typed digest or run number leads by itself, also when it is not among the newest. */
export function directEntry(typed: string): Entry | undefined {
  const text = typed.trim().toLowerCase();
  const hex = /^(?:sha256:)?([0-9a-f]{12,64})$/.exec(text)?.[1];
  if (hex)
    return {
      id: "direct",
      label: `Image ${hex.slice(0, 12)}`,
      hint: "by digest",
      href: `/images/${hex}`,
      keywords: [text],
    };
  const run = /^(?:run\s*)?([1-9]\d{0,8})$/.exec(text)?.[1];
  return run
    ? { id: "direct", label: `Run ${run}`, hint: "by number", href: `/runs/${run}`, keywords: [text] }
    : undefined;
}
