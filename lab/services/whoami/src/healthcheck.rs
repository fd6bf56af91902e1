use std::{io, net::SocketAddr, process::ExitCode, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

const PATIENCE: Duration = Duration::from_secs(2);

/// Asks the server on `address` for /health over a plain socket; succeeds when it answers 200 in time.
pub async fn run(mut address: SocketAddr) -> ExitCode {
    if address.ip().is_unspecified() {
        address.set_ip([127, 0, 0, 1].into());
    }
    match timeout(PATIENCE, ask(address)).await {
        Ok(Ok(true)) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

async fn ask(address: SocketAddr) -> io::Result<bool> {
    let mut server = TcpStream::connect(address).await?;
    server.write_all(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
    let mut status = [0; 12];
    server.read_exact(&mut status).await?;
    Ok(&status == b"HTTP/1.1 200")
}
