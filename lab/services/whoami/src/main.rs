//! A small HTTP service. `whoami` serves on ADDR (default 127.0.0.1:8080); `whoami healthcheck` asks that server.
mod allocator;
mod clock;
mod healthcheck;
mod identity;
mod names;
mod outbound;
mod work;

use std::{env, error::Error, net::SocketAddr, process::ExitCode, sync::Arc};

use axum::{Json, Router, routing::get};
use serde_json::{Value, json};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tracing::info;

use crate::{allocator::ALLOCATOR, identity::LIBC, outbound::Outbound};

#[tokio::main]
async fn main() -> ExitCode {
    let address = match address() {
        Ok(address) => address,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    // For HEALTHCHECK in images that have neither a shell nor curl.
    if env::args().nth(1).as_deref() == Some("healthcheck") {
        return healthcheck::run(address).await;
    }
    tracing_subscriber::fmt().with_ansi(false).init();
    match serve(address).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot serve on {address}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn address() -> Result<SocketAddr, String> {
    let text = env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:8080".into());
    text.parse().map_err(|_| format!("ADDR={text} is no address; it looks like 0.0.0.0:8080"))
}

async fn serve(address: SocketAddr) -> Result<(), Box<dyn Error>> {
    let outbound = Arc::new(Outbound::new()?);
    let listener = TcpListener::bind(address).await?;
    info!(addr = %listener.local_addr()?, libc = LIBC, allocator = ALLOCATOR, roots = outbound.roots, "listening");
    let routes = Router::new()
        .route("/health", get(health))
        .route("/whoami", get(identity::whoami))
        .route("/clock", get(clock::clock))
        .route("/dns", get(names::look_up))
        .route("/tls", get(outbound::tls))
        .route("/work", get(work::work))
        .with_state(outbound);
    let stop = stop_signal()?;
    axum::serve(listener, routes).with_graceful_shutdown(stop).await?;
    info!("stopped");
    Ok(())
}

async fn health() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// PID 1 has no default handlers: without these, `docker stop` waits 10 s and then kills.
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        info!("stopping: open requests may finish");
    })
}
