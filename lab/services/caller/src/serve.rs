use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    os::fd::AsRawFd,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use crate::{call::Caller, stop, work::work};

const LONGEST_LINE: u64 = 8 * 1024;
const PATIENCE: Duration = Duration::from_secs(5);
const MOMENT: Duration = Duration::from_millis(5);

/// How many requests are being answered.
static BUSY: AtomicUsize = AtomicUsize::new(0);

pub fn serve(address: &str, caller: &Arc<Caller>) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    stop::close_at_signals(listener.as_raw_fd());
    println!("listening on {address}");
    while !stop::is_stopping() {
        match listener.accept() {
            Ok((connection, _)) => {
                let caller = caller.clone();
                thread::spawn(move || answer(connection, &caller));
            }
            Err(_) => thread::sleep(MOMENT),
        }
    }
    while BUSY.load(Ordering::SeqCst) > 0 {
        thread::sleep(MOMENT);
    }
    Ok(())
}

fn answer(mut connection: TcpStream, caller: &Caller) -> io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    let mut request = BufReader::new(connection.try_clone()?);
    loop {
        let mut first = String::new();
        if request.by_ref().take(LONGEST_LINE).read_line(&mut first)? == 0 {
            return Ok(());
        }
        BUSY.fetch_add(1, Ordering::SeqCst);
        let keeps = answer_one(&first, &mut request, &mut connection, caller);
        BUSY.fetch_sub(1, Ordering::SeqCst);
        if !keeps? {
            return Ok(());
        }
    }
}

/// Answers the request whose first line was read; true where another may follow on the connection.
fn answer_one(
    first: &str,
    request: &mut impl BufRead,
    connection: &mut TcpStream,
    caller: &Caller,
) -> io::Result<bool> {
    let mut keeps = first.trim_end().ends_with("HTTP/1.1");
    let mut header = String::from("-");
    while !header.trim_end().is_empty() {
        header.clear();
        request.by_ref().take(LONGEST_LINE).read_line(&mut header)?;
        keeps &= !header.trim_end().eq_ignore_ascii_case("connection: close");
    }
    let target = first.split(' ').nth(1).map(|target| target.split_once('?').unwrap_or((target, "")));
    let (status, body) = match target {
        Some(("/health", _)) => ("200 OK", "{\"status\":\"ok\"}".into()),
        Some(("/tls", query)) => call(query, caller),
        Some(("/work", query)) => ("200 OK", format!("{{\"checksum\":{}}}", work(query))),
        _ => ("404 Not Found", "{\"error\":\"only /health, /tls and /work are here\"}".into()),
    };
    let next = if keeps { "keep-alive" } else { "close" };
    // in one piece: two would wait for each other (Nagle, delayed acknowledgements)
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: {next}\r\n\r\n{body}",
        body.len()
    );
    connection.write_all(answer.as_bytes())?;
    Ok(keeps)
}

fn call(query: &str, caller: &Caller) -> (&'static str, String) {
    let url = query.split('&').find_map(|part| part.strip_prefix("url=")).map(decode).unwrap_or_default();
    let roots = caller.roots;
    match caller.get(&url) {
        Ok(status) => ("200 OK", format!("{{\"ok\":true,\"status\":{status},\"tls_roots\":{roots}}}")),
        Err(error) => {
            // of plain letters Rust writes a text as JSON does
            let said: String =
                error.to_string().chars().filter(|&each| each == ' ' || each.is_ascii_graphic()).collect();
            ("502 Bad Gateway", format!("{{\"ok\":false,\"error\":{said:?},\"tls_roots\":{roots}}}"))
        }
    }
}

/// A query's value without its percent signs.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let coded = (first == b'%').then(|| after.get(..2)).flatten();
        match coded.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Asks the server on this address for /health, for HEALTHCHECK in images that have neither a shell nor curl.
pub fn is_healthy(address: &str) -> bool {
    let ask = || -> io::Result<bool> {
        let mut server = TcpStream::connect(address.replace("0.0.0.0:", "127.0.0.1:"))?;
        server.set_read_timeout(Some(PATIENCE))?;
        write!(server, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut status = String::new();
        BufReader::new(server).read_line(&mut status)?;
        Ok(status.starts_with("HTTP/1.1 200"))
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn takes_percent_signs_out() {
        assert_eq!(decode("https%3A%2F%2Fa%2f%C3%BC"), "https://a/ü");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%4"), "%zz%4");
    }
}
