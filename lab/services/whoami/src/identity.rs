use std::{env, fs, num::NonZeroUsize, process, sync::Arc, thread};

use axum::{Json, extract::State};
use serde::Serialize;

use crate::{allocator::ALLOCATOR, outbound::Outbound};

pub const LIBC: &str = if cfg!(target_env = "musl") { "musl" } else { "glibc" };

#[derive(Serialize)]
pub struct Identity {
    version: &'static str,
    arch: &'static str,
    libc: &'static str,
    allocator: &'static str,
    panic: &'static str,
    pid: u32,
    uid: Option<u32>,
    gid: Option<u32>,
    threads: usize,
    tls_roots: usize,
}

/// What this process is and what its image gave it.
pub async fn whoami(State(outbound): State<Arc<Outbound>>) -> Json<Identity> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    Json(Identity {
        version: env!("CARGO_PKG_VERSION"),
        arch: env::consts::ARCH,
        libc: LIBC,
        allocator: ALLOCATOR,
        panic: if cfg!(panic = "abort") { "abort" } else { "unwind" },
        pid: process::id(),
        uid: real_id(&status, "Uid:"),
        gid: real_id(&status, "Gid:"),
        threads: thread::available_parallelism().map_or(1, NonZeroUsize::get),
        tls_roots: outbound.roots,
    })
}

/// The first number after `field` in a /proc/PID/status text: the real id.
fn real_id(status: &str, field: &str) -> Option<u32> {
    let ids = status.lines().find_map(|line| line.strip_prefix(field))?;
    ids.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::real_id;

    #[test]
    fn reads_the_real_id() {
        let status = "Name:\twhoami\nUid:\t65532\t0\t0\t0\nGid:\t7\t7\t7\t7\n";
        assert_eq!(real_id(status, "Uid:"), Some(65532));
        assert_eq!(real_id(status, "Gid:"), Some(7));
        assert_eq!(real_id("", "Uid:"), None);
    }
}
