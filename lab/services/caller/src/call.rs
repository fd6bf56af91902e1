use std::{
    error::Error,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpStream, ToSocketAddrs},
    sync::Arc,
    time::Duration,
};

use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned, crypto::ring, pki_types::ServerName,
};

const PATIENCE: Duration = Duration::from_secs(5);
const LONGEST_LINE: u64 = 8 * 1024;

/// Calls others over HTTPS and trusts what its image trusts: SSL_CERT_FILE, SSL_CERT_DIR or the usual places.
pub struct Caller {
    config: Arc<ClientConfig>,
    /// How many roots were found: 0 in an image that has none.
    pub roots: usize,
}

impl Caller {
    pub fn new() -> Self {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let count = roots.len();
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring speaks TLS 1.2 and 1.3")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self { config: Arc::new(config), roots: count }
    }

    /// Fetches an https URL and gives the answer's status code.
    pub fn get(&self, url: &str) -> Result<u16, Box<dyn Error>> {
        let (host, port, path) = read_url(url).ok_or("it is no https URL")?;
        let address = (host, port).to_socket_addrs()?.next().ok_or("its name has no address")?;
        let socket = TcpStream::connect_timeout(&address, PATIENCE)?;
        socket.set_read_timeout(Some(PATIENCE))?;
        socket.set_write_timeout(Some(PATIENCE))?;
        let name = ServerName::try_from(host.to_owned())?;
        let mut server = StreamOwned::new(ClientConnection::new(self.config.clone(), name)?, socket);
        write!(server, "GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n")?;
        let mut first = String::new();
        BufReader::new(server.take(LONGEST_LINE)).read_line(&mut first)?;
        let status = first.strip_prefix("HTTP/1.").and_then(|rest| rest.split(' ').nth(1));
        Ok(status.ok_or("what it answers is no HTTP")?.parse()?)
    }
}

/// Host, port and path of an https URL.
fn read_url(url: &str) -> Option<(&str, u16, &str)> {
    let rest = url.strip_prefix("https://")?;
    let (authority, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
    let is_clean = !url.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().ok()?),
        None => (authority, 443),
    };
    (is_clean && !host.is_empty()).then_some((host, port, path))
}

#[cfg(test)]
mod tests {
    use super::read_url;

    #[test]
    fn reads_urls() {
        assert_eq!(read_url("https://a.example"), Some(("a.example", 443, "/")));
        assert_eq!(read_url("https://a.example:8443/b?c=d"), Some(("a.example", 8443, "/b?c=d")));
        assert_eq!(read_url("http://a.example"), None);
        assert_eq!(read_url("https:///b"), None);
        assert_eq!(read_url("https://a.example/b\r\nX: y"), None);
    }
}
