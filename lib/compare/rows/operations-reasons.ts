import type { RowReasons } from "../row-spec.ts";

/** Why one would care about the rows of what happens when an image is run, what breaks and how that is mended. */
export const OPERATIONS_REASONS: RowReasons = {
  "probe-runs": {
    why: "It is how it will be run; everything else here is of no use where it does not start.",
    breaks: "What the cell says.",
    mend: "The cell says it: usually a missing library, another linkage or a numeric USER.",
  },
  "probe-start": {
    why: "It is what scaling up and restarting wait for.",
    breaks: "A probe with a short deadline restarts it again and again.",
    mend: "Do less before listening; raise initialDelaySeconds where that cannot be.",
  },
  "probe-memory": {
    why: "It decides how many fit on a node.",
    breaks: "Above its limit it is killed (OOMKilled).",
    mend: "Look at allocator and recipe; panic=abort and fewer threads take less.",
  },
  "probe-memory-loaded": {
    why: "A limit has to be above it.",
    breaks: "Below it the service is killed under load.",
    mend: "Try another allocator: some give memory back sooner.",
  },
  "probe-threads": {
    why: "Limits of processes and files count them.",
    breaks: "Above a limit (pids, nofile) new threads and connections fail.",
    mend: "Set the runtime’s number of threads (tokio: worker_threads), or raise the limit.",
  },
  "probe-stop": {
    why: "A service that has to be killed loses its requests on each deployment.",
    breaks: "Requests that are going are cut off.",
    mend: "Handle SIGTERM: as process 1 nothing else does it.",
  },
  "probe-https": {
    why: "A client that trusts nobody cannot call anybody; one that trusts all can be listened to.",
    breaks: "Every HTTPS call fails where there are no roots.",
    mend: "COPY etc/ssl/certs/ca-certificates.crt, or build with webpki-roots.",
  },
  "probe-load": {
    why: "It is what a machine serves by one core or by all.",
    breaks: "Nothing: fewer answers a second need more replicas.",
    mend: "Raise opt-level; where only allocating is slow, build with another allocator.",
  },
  "probe-user": {
    why: "A process that is root inside is one flaw away from root outside.",
    breaks: "runAsNonRoot refuses an image that ships as root.",
    mend: "USER 65532:65532",
  },
  "probe-writes": {
    why: "What is written into the image’s root is lost, and refused where the root is read-only.",
    breaks: "Each such write fails under readOnlyRootFilesystem.",
    mend: "Mount a volume or tmpfs there, or tell the program another folder.",
  },
  "probe-shell": {
    why: "It is how many look into a container, and how an intruder would.",
    breaks: "kubectl exec … sh fails without one.",
    mend: "kubectl debug, or docker run with the container’s namespaces: a shell from outside.",
  },
  "probe-time-zone": {
    why: "Logs and schedules in local time depend on it.",
    breaks: "Times are UTC without a word.",
    mend: "COPY usr/share/zoneinfo, or compile it in (chrono-tz).",
  },
  "probe-names": {
    why: "Services find each other by name.",
    breaks: "A lookup that hangs holds every request up.",
    mend: "Keep etc/nsswitch.conf for glibc; give musl a resolver that answers at once.",
  },
  "probe-host": {
    why: "A time is of a machine and of an hour: figures of two of them are no comparison.",
    breaks:
      "Images that were measured on different machines, or hours apart, look quicker or slower than they are.",
    mend: "Probe them again together: they are then run in turns on one machine.",
  },
  "trait-shell": {
    why: "exec, entrypoint scripts and shell-form health checks need one; so does an intruder.",
    breaks: "docker exec … sh, scripts and HEALTHCHECK CMD in shell form fail.",
    mend: "Write ENTRYPOINT in exec form; debug with an ephemeral container.",
  },
  "trait-package-manager": {
    why: "It could change a container that runs.",
    breaks: "Nothing can be installed in place: every change is a new image.",
    mend: "Install in an earlier stage and copy the result.",
  },
  "trait-debug-tools": {
    why: "They help at three in the morning, whoever uses them.",
    breaks: "Nothing can be looked at from inside.",
    mend: "kubectl debug --image=busybox, which shares the namespaces.",
  },
  "trait-certificates": {
    why: "TLS clients that read roots from files need them.",
    breaks: "Every HTTPS call fails: unknown issuer.",
    mend: "COPY the bundle, or build with webpki-roots.",
  },
  "trait-time-zones": {
    why: "Local times need them.",
    breaks: "TZ is read as UTC, without a word.",
    mend: "COPY usr/share/zoneinfo, or compile it in (chrono-tz).",
  },
  "trait-locale": {
    why: "C code asks for it; Rust’s strings are always UTF-8.",
    breaks: "C programs treat text as ASCII.",
    mend: "ENV LANG=C.UTF-8",
  },
  "trait-default-user": {
    why: "Root inside is one flaw away from root outside.",
    breaks: "runAsNonRoot refuses it.",
    mend: "USER 65532:65532",
  },
  "trait-users": {
    why: "USER by name and home folders need them.",
    breaks: "A name as USER is refused; looking up the own name fails.",
    mend: "COPY etc/passwd and etc/group with one entry, or use numbers.",
  },
  "trait-writable-paths": {
    why: "Under a read-only root only mounted folders are left.",
    breaks: "Caches, uploads and pid files fail elsewhere.",
    mend: "Mount a volume, or COPY --chown a folder for that user.",
  },
  "trait-tmp": {
    why: "std::env::temp_dir and most libraries expect it.",
    breaks: "Temporary files fail: no such file or directory.",
    mend: "Mount a tmpfs at /tmp.",
  },
  "trait-setuid-files": {
    why: "They lend their owner’s rights to whoever starts them.",
    breaks: "A process that was taken over gains rights with them.",
    mend: "Set no-new-privileges, or take a base without them.",
  },
  "trait-libc": {
    why: "Tools that are copied in later need it, and so does a dynamic binary.",
    breaks: "Without it only static programs start.",
    mend: "Link statically, or take base-nossl.",
  },
  "trait-openssl": {
    why: "Only programs that load it need it.",
    breaks: "Programs linked against it do not start.",
    mend: "Use rustls, or a base that has it: distroless-cc does, base-nossl does not.",
  },
  "trait-nsswitch": {
    why: "glibc asks it where names are looked up.",
    breaks: "etc/hosts may be passed over.",
    mend: "RUN echo 'hosts: files dns' > etc/nsswitch.conf in an earlier stage, and COPY it.",
  },
};
