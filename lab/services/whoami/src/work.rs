use std::{collections::HashMap, thread, time::Instant};

use axum::{Json, extract::Query};
use serde::{Deserialize, Serialize};
use tokio::task;

use crate::{allocator::ALLOCATOR, identity::LIBC};

const DEFAULT_ITEMS: u32 = 20_000;
const MOST_ITEMS: u32 = 2_000_000;
const KEPT: u64 = 1024;

const MOST_WORKERS: u32 = 64;

#[derive(Clone, Copy, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    #[default]
    Allocate,
    Compute,
}

#[derive(Deserialize)]
pub struct Request {
    n: Option<u32>,
    #[serde(default)]
    kind: Kind,
    threads: Option<u32>,
}

#[derive(Serialize)]
pub struct Answer {
    kind: Kind,
    n: u32,
    workers: u32,
    checksum: u64,
    ms: f64,
    libc: &'static str,
    allocator: &'static str,
}

/// Works on several threads at once: allocates and frees, the load that tells allocators apart, or only computes.
pub async fn work(Query(request): Query<Request>) -> Json<Answer> {
    let n = request.n.unwrap_or(DEFAULT_ITEMS).min(MOST_ITEMS);
    let Request { kind, .. } = request;
    let usual = || thread::available_parallelism().map_or(4, |cores| cores.get().max(4) as u32);
    let workers = request.threads.unwrap_or_else(usual).clamp(1, MOST_WORKERS);
    let once = match kind {
        Kind::Allocate => churn,
        Kind::Compute => mix,
    };
    let start = Instant::now();
    let tasks: Vec<_> =
        (0..workers).map(|seed| task::spawn_blocking(move || once(seed.into(), n / workers))).collect();
    let mut checksum = 0_u64;
    for task in tasks {
        checksum = checksum.wrapping_add(task.await.unwrap_or_default());
    }
    let ms = start.elapsed().as_secs_f64() * 1e3;
    Json(Answer { kind, n, workers, checksum, ms, libc: LIBC, allocator: ALLOCATOR })
}

#[derive(Serialize, Deserialize)]
struct Item {
    id: u64,
    name: String,
    tags: Vec<String>,
}

/// Makes `count` items, writes and reads each as JSON and keeps the last KEPT: short and long lives mixed.
fn churn(seed: u64, count: u32) -> u64 {
    let mut kept: HashMap<u64, Vec<u8>> = HashMap::new();
    let mut sum = 0_u64;
    for index in 0..u64::from(count) {
        let tags = (0..8).map(|tag| format!("tag-{tag}-{index}")).collect();
        let item = Item { id: index ^ seed, name: format!("item-{index}"), tags };
        let bytes = serde_json::to_vec(&item).unwrap_or_default();
        let Ok(copy) = serde_json::from_slice::<Item>(&bytes) else { continue };
        let letters: usize = copy.name.len() + copy.tags.iter().map(String::len).sum::<usize>();
        sum = sum.wrapping_add(copy.id).wrapping_add(letters as u64);
        kept.insert(index % KEPT, bytes);
    }
    sum.wrapping_add(kept.len() as u64)
}

/// Turns and multiplies a number `count` times (xorshift64*, Marsaglia and Vigna): no memory but a register.
fn mix(seed: u64, count: u32) -> u64 {
    let mut state = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    for _ in 0..count {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state = state.wrapping_mul(0x2545_f491_4f6c_dd1d);
    }
    state
}

#[cfg(test)]
mod tests {
    use super::{churn, mix};

    #[test]
    fn same_seed_same_sum() {
        assert_eq!(churn(7, 2_000), churn(7, 2_000));
        assert_ne!(churn(7, 2_000), churn(8, 2_000));
        assert_eq!(mix(7, 2_000), mix(7, 2_000));
        assert_ne!(mix(7, 2_000), mix(8, 2_000));
    }
}
