//! Answers `GET /health` and `GET /work?kind=compute|allocate&n=` on ADDR (default 127.0.0.1:8080) until SIGTERM or SIGINT.
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
const MOST_WORK: u64 = 2_000_000;

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
    loop {
        let mut first = String::new();
        if request.by_ref().take(LONGEST_LINE).read_line(&mut first)? == 0 {
            return Ok(());
        }
        let mut keeps = first.trim_end().ends_with("HTTP/1.1");
        let mut header = String::from("-");
        while !header.trim_end().is_empty() {
            header.clear();
            request.by_ref().take(LONGEST_LINE).read_line(&mut header)?;
            keeps &= !header.trim_end().eq_ignore_ascii_case("connection: close");
        }
        let (status, body) =
            match first.split(' ').nth(1).map(|target| target.split_once('?').unwrap_or((target, ""))) {
                Some(("/health", _)) => ("200 OK", "{\"status\":\"ok\"}".into()),
                Some(("/work", query)) => ("200 OK", format!("{{\"checksum\":{}}}", work(query))),
                _ => ("404 Not Found", "{\"error\":\"only /health and /work are here\"}".into()),
            };
        let next = if keeps { "keep-alive" } else { "close" };
        let head = "Content-Type: application/json\r\nContent-Length";
        // in one piece: two would wait for each other (Nagle, delayed acknowledgements)
        let answer =
            format!("HTTP/1.1 {status}\r\n{head}: {}\r\nConnection: {next}\r\n\r\n{body}", body.len());
        connection.write_all(answer.as_bytes())?;
        if !keeps {
            return Ok(());
        }
    }
}

/// Computes `n` times, or allocates and frees `n` lists of words, on this one thread.
fn work(query: &str) -> u64 {
    let read = |name: &str| query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let n = read("n").and_then(|text| text.parse().ok()).unwrap_or(1000).min(MOST_WORK);
    if read("kind") == Some("compute") {
        return (0..n).fold(n, |sum, each| sum.rotate_left(5).wrapping_mul(0x2545_f491_4f6c_dd1d) ^ each);
    }
    let mut kept: Vec<Vec<String>> = Vec::new();
    let mut sum = 0;
    for index in 0..n {
        let words: Vec<String> = (0..16).map(|word| format!("word-{word}-{index}")).collect();
        sum += words.iter().map(String::len).sum::<usize>() as u64;
        if kept.len() < 256 {
            kept.push(words);
        } else if let Some(old) = kept.get_mut((index % 256) as usize) {
            *old = words;
        }
    }
    sum + kept.len() as u64
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
