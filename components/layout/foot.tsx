export function Foot() {
  return (
    <footer className="page-width">
      <div className="mt-2 grid gap-x-6 gap-y-3 border-rule border-t pt-5 pb-12 text-caption text-ink-3 md:grid-cols-[1fr_auto]">
        <p className="max-w-[88ch]">
          <b className="text-ink-2">About the figures.</b> Size is the sum of the regular files in an image’s
          layers; compressed is what a pull transfers. Both are measured here, from the bytes of each image.
        </p>
        <p>MB = 10⁶ bytes, MiB = 2²⁰ bytes · times in UTC</p>
      </div>
    </footer>
  );
}
