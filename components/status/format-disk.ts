/** `142.3 GB`, in powers of ten as everywhere. */
export function formatDisk(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
