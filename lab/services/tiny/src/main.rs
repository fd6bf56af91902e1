//! Answers `GET /health` on ADDR (default 127.0.0.1:8080) until SIGTERM or SIGINT.
use std::{
    env,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process, thread,
    time::Duration,
};

const SIGINT: i32 = 2;
const SIGTERM: i32 = 15;
const LONGEST_LINE: u64 = 8 * 1024;

unsafe extern "C" {
    // std links libc already; a crate only for these two would be the service's single dependency
    fn signal(number: i32, handler: extern "C" fn(i32)) -> usize;
    fn _exit(status: i32) -> !;
}

extern "C" fn leave(_: i32) {
    // SAFETY: _exit is async-signal-safe.
    unsafe { _exit(0) }
}

fn main() {
    // As PID 1 a program without handlers ignores SIGTERM, and `docker stop` waits 10 s before it kills.
    // SAFETY: `leave` does nothing that is forbidden in a signal handler.
    unsafe {
        signal(SIGTERM, leave);
        signal(SIGINT, leave);
    }
    let address = env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:8080".into());
    if env::args().nth(1).as_deref() == Some("healthcheck") {
        process::exit(if is_healthy(&address) { 0 } else { 1 });
    }
    let listener = TcpListener::bind(&address).unwrap_or_else(|error| {
        eprintln!("cannot listen on {address}: {error}");
        process::exit(1);
    });
    println!("listening on {address}");
    for connection in listener.incoming().flatten() {
        thread::spawn(|| answer(connection));
    }
}

fn answer(mut connection: TcpStream) -> io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut request = BufReader::new(connection.try_clone()?);
    let mut first = String::new();
    request.by_ref().take(LONGEST_LINE).read_line(&mut first)?;
    let mut header = String::from("-");
    while !header.trim_end().is_empty() {
        header.clear();
        request.by_ref().take(LONGEST_LINE).read_line(&mut header)?;
    }
    let (status, body) = match first.split(' ').nth(1) {
        Some("/health") => ("200 OK", "{\"status\":\"ok\"}"),
        _ => ("404 Not Found", "{\"error\":\"only /health is here\"}"),
    };
    write!(
        connection,
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn is_healthy(address: &str) -> bool {
    let ask = || -> io::Result<bool> {
        let mut server = TcpStream::connect(address.replace("0.0.0.0:", "127.0.0.1:"))?;
        server.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(server, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut status = String::new();
        BufReader::new(server).read_line(&mut status)?;
        Ok(status.starts_with("HTTP/1.1 200"))
    };
    ask().unwrap_or(false)
}
