/** Installed packages with their versions, sorted by name, from the text of /var/lib/dpkg/status. */
export function parseDpkgStatus(text: string): Record<string, string> {
  const packages: [string, string][] = [];
  for (const paragraph of text.split(/\n{2,}/)) {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(paragraph)?.[1];
    const name = field("Package");
    const version = field("Version");
    if (name && version && field("Status")?.endsWith(" installed")) packages.push([name, version]);
  }
  return Object.fromEntries(packages.sort(([a], [b]) => (a < b ? -1 : 1)));
}
