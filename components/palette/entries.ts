import { z } from "zod";
import { callApi } from "@/components/api/call-api.ts";
import { sayView } from "@/components/compare/say-view.ts";
import { formatDateTime, formatSize, shortDigest } from "@/lib/format.ts";
import { comparison } from "@/lib/images/schemas.ts";
import type { ListedImage } from "@/lib/images/schemas-list.ts";
import { runView } from "@/lib/runs/schemas.ts";
import { serviceView } from "@/lib/services/schemas.ts";
import { type SnapshotView, snapshotView } from "@/lib/snapshots/schemas.ts";
import { imageCommands, serviceCommands } from "./commands.ts";
import type { Entry, EntryGroup } from "./entry.ts";
import type { RecentComparison } from "./recent-comparisons.ts";
import type { Found } from "./use-found.ts";

const PLACES: [label: string, href: string, words: string][] = [
  ["Home", "/", "start newest"],
  ["Compare", "/compare", "matrix weight layers tradeoffs"],
  ["What each row means", "/compare/rows", "help explain table matrix tradeoffs"],
  ["Runs", "/runs", "builds history pick images"],
  ["Snapshots", "/snapshots", "frozen shared"],
  ["Findings", "/findings", "vulnerabilities cve exposure"],
  ["Ladder", "/ladder", "diet rungs waterfall steps recipes"],
  ["Trends", "/trends", "history over time builds"],
  ["Services", "/services", "source add"],
  ["Status", "/status", "engine bases scanner queue disk health"],
];

/** What is there on every page. */
export const ALWAYS: EntryGroup = {
  title: "Go to",
  entries: [
    ...PLACES.map(([label, href, words]) => ({
      id: `go ${href}`,
      label,
      deed: { kind: "go" as const, href },
      hint: href,
      keywords: words.split(" "),
    })),
    {
      id: "pick",
      label: "Compare images…",
      hint: "pick 2 to 12, one after the other",
      deed: { kind: "pick" },
      keywords: ["pick", "choose", "command"],
    },
    {
      id: "theme",
      label: "Switch between light and dark",
      hint: "theme",
      deed: { kind: "theme" },
      keywords: ["theme", "command"],
    },
  ],
};

const services = z.object({ services: z.array(serviceView) });
const runs = z.object({ runs: z.array(runView) });
const snapshots = z.object({ snapshots: z.array(snapshotView) });
const compared = z.object({ comparison });

/** What can be gone to and done now. A part that the server does not give is left out. */
export async function loadEntries(): Promise<EntryGroup[]> {
  const groups = await Promise.allSettled([loadImages(), loadRuns(), loadSnapshots(), loadServices()]);
  return groups.flatMap((group) => (group.status === "fulfilled" ? group.value : []));
}

async function loadImages(): Promise<EntryGroup[]> {
  const { comparison: newest } = await callApi(compared, "/compare");
  const images = newest.columns.map(({ image }) => image);
  const entries = images.map((image) =>
    toImageEntry(image, `${formatSize(image.sizeBytes)} · ${image.service}`),
  );
  return [
    { title: "Images", entries },
    { title: "Do with an image", entries: images.flatMap(imageCommands), isSearched: true },
  ];
}

async function loadRuns(): Promise<EntryGroup[]> {
  const { runs: found } = await callApi(runs, "/runs?limit=20");
  const entries = found.map((run) => ({
    id: run.id,
    label: `Run ${run.number}, ${run.service}`,
    hint: `${run.status}, ${formatDateTime(run.startedAt ?? run.createdAt)}`,
    deed: { kind: "go" as const, href: `/runs/${run.number}` },
    keywords: [run.recipe, shortDigest(run.sourceDigest), ...run.builds.map((build) => build.variant)],
  }));
  return [{ title: "Runs", entries }];
}

async function loadSnapshots(): Promise<EntryGroup[]> {
  const { snapshots: found } = await callApi(snapshots, "/snapshots?limit=20");
  return [{ title: "Snapshots", entries: found.map(toSnapshotEntry) }];
}

function toSnapshotEntry({ slug, title, createdAt, payloadDigest }: SnapshotView): Entry {
  return {
    id: slug,
    label: title || slug,
    hint: `frozen ${formatDateTime(createdAt)}`,
    deed: { kind: "go", href: `/c/${slug}` },
    keywords: [slug, shortDigest(payloadDigest), "snapshot"],
  };
}

async function loadServices(): Promise<EntryGroup[]> {
  const { services: found } = await callApi(services, "/services");
  const entries = found.map(({ slug, title }) => ({
    id: `service ${slug}`,
    label: `Compare ${title || slug}`,
    hint: "newest images",
    deed: { kind: "go" as const, href: `/compare?service=${encodeURIComponent(slug)}` },
    keywords: [slug, "service"],
  }));
  return [
    { title: "Services", entries },
    { title: "Do with a service", entries: found.flatMap(serviceCommands), isSearched: true },
  ];
}

/**
 * What is shown for what was typed: the groups that are known, beside the images and snapshots that the server found and,
 * where that is one image, what can be done with it. Nothing is there twice.
 */
export function withFound(
  groups: readonly EntryGroup[],
  typed: string,
  { images, snapshots }: Found,
): EntryGroup[] {
  const ids = new Set(images.map(({ imageId }) => imageId));
  const isOne = images.length === 1;
  const known = groups
    .filter(({ isSearched }) => !isSearched || typed.trim() !== "")
    .map((group) => ({
      ...group,
      entries: group.entries.filter(
        ({ imageId }) => imageId === undefined || !ids.has(imageId) || (group.isSearched && !isOne),
      ),
    }));
  // The server knows why they fit (a commit, a source digest): what was typed has to find them here too.
  const found = (entry: Entry) => ({
    ...entry,
    id: `found ${entry.id}`,
    keywords: [...entry.keywords, typed],
  });
  const entries = images.map((image) =>
    toImageEntry(image, `${image.service}, ${image.recipe}, ${formatDateTime(image.builtAt)}`),
  );
  const there = new Set(groups.flatMap((group) => group.entries.map(({ id }) => id)));
  const older = snapshots.filter(({ slug }) => !there.has(slug)).map(toSnapshotEntry);
  return [
    { title: "Images found", entries: entries.map(found) },
    ...known,
    { title: "Snapshots found", entries: older.map(found) },
    { title: "Do with it", entries: isOne ? images.flatMap(imageCommands).map(found) : [] },
  ];
}

/** Comparisons that this browser had open. */
export function toRecentGroup(recent: readonly RecentComparison[]): EntryGroup {
  const entries = recent.map(({ query, at }) => ({
    id: `recent ${query}`,
    label: sayView(query),
    hint: formatDateTime(at),
    deed: { kind: "go" as const, href: `/compare?${query}` },
    keywords: ["recent", "comparison"],
  }));
  return { title: "Recent comparisons", entries };
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
      deed: { kind: "go", href: `/images/${hex}` },
      keywords: [text],
    };
  const run = /^(?:run\s*)?([1-9]\d{0,8})$/.exec(text)?.[1];
  return run
    ? {
        id: "direct",
        label: `Run ${run}`,
        hint: "by number",
        deed: { kind: "go", href: `/runs/${run}` },
        keywords: [text],
      }
    : undefined;
}

type Listed = Pick<ListedImage, "imageId" | "variant" | "service" | "recipe" | "sourceDigest">;

function toImageEntry({ imageId, variant, service, recipe, sourceDigest }: Listed, hint: string): Entry {
  return {
    id: imageId,
    label: variant,
    variant,
    imageId,
    picks: { imageId, service, label: variant },
    hint: `${hint}, ${shortDigest(imageId)}`,
    deed: { kind: "go", href: `/images/${imageId}` },
    keywords: [service, imageId.replace("sha256:", ""), shortDigest(sourceDigest), recipe, "image"],
  };
}
