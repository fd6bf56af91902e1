use std::{net::ToSocketAddrs, time::Instant};

use axum::{Json, extract::Query};
use serde::{Deserialize, Serialize};
use tokio::task;

#[derive(Deserialize)]
pub struct Name {
    host: String,
}

#[derive(Serialize)]
pub struct Answer {
    ok: bool,
    addresses: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    ms: f64,
}

/// Looks a name up as libc does it: nsswitch.conf, hosts and resolv.conf of the image count.
pub async fn look_up(Query(Name { host }): Query<Name>) -> Json<Answer> {
    let start = Instant::now();
    let found = task::spawn_blocking(move || {
        (host.as_str(), 0)
            .to_socket_addrs()
            .map(|found| found.map(|each| each.ip().to_string()).collect::<Vec<_>>())
    })
    .await;
    let ms = start.elapsed().as_secs_f64() * 1e3;
    Json(match found {
        Ok(Ok(mut addresses)) => {
            addresses.sort();
            addresses.dedup();
            Answer { ok: true, addresses, error: None, ms }
        }
        Ok(Err(error)) => Answer { ok: false, addresses: Vec::new(), error: Some(error.to_string()), ms },
        Err(error) => Answer { ok: false, addresses: Vec::new(), error: Some(error.to_string()), ms },
    })
}
