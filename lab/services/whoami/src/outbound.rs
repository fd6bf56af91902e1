use std::{error::Error, iter, sync::Arc, time::Duration};

use axum::{
    Json,
    extract::{Query, State},
    http::StatusCode,
};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use serde::Deserialize;
use serde_json::{Value, json};

/// An HTTPS client that trusts what its image trusts: SSL_CERT_FILE, SSL_CERT_DIR or the usual places.
pub struct Outbound {
    client: reqwest::Client,
    /// How many roots were found: 0 in an image that has none.
    pub roots: usize,
}

impl Outbound {
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let count = roots.len();
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client =
            reqwest::Client::builder().use_preconfigured_tls(tls).timeout(Duration::from_secs(10)).build()?;
        Ok(Self { client, roots: count })
    }
}

#[derive(Deserialize)]
pub struct Target {
    url: String,
}

/// Fetches `?url=` and says whether its certificate was trusted, with every cause where it was not.
pub async fn tls(
    State(outbound): State<Arc<Outbound>>,
    Query(target): Query<Target>,
) -> (StatusCode, Json<Value>) {
    match outbound.client.get(&target.url).send().await {
        Ok(response) => {
            let status = response.status().as_u16();
            (StatusCode::OK, Json(json!({ "ok": true, "status": status, "tls_roots": outbound.roots })))
        }
        Err(error) => {
            let first: Option<&dyn Error> = Some(&error);
            let causes: Vec<String> =
                iter::successors(first, |&error| error.source()).map(ToString::to_string).collect();
            (
                StatusCode::BAD_GATEWAY,
                Json(json!({ "ok": false, "error": causes, "tls_roots": outbound.roots })),
            )
        }
    }
}
