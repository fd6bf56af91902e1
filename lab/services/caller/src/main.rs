//! Makes one HTTPS request: of CALL when it starts, and of `GET /tls?url=` whenever it is asked. Serves on ADDR
//! (default 127.0.0.1:8080), with `/health` and `/work`, until SIGTERM or SIGINT; what is being answered is finished.
mod allocator;
mod call;
mod serve;
mod stop;
mod work;

use std::{env, process, sync::Arc};

use crate::call::Caller;

fn main() {
    let address = env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:8080".into());
    if env::args().nth(1).as_deref() == Some("healthcheck") {
        process::exit(if serve::is_healthy(&address) { 0 } else { 1 });
    }
    let caller = Arc::new(Caller::new());
    println!("roots in the trust store: {}", caller.roots);
    if let Ok(url) = env::var("CALL") {
        match caller.get(&url) {
            Ok(status) => println!("{url} answered {status}"),
            Err(error) => eprintln!("{url} cannot be called: {error}"),
        }
    }
    if let Err(error) = serve::serve(&address, &caller) {
        eprintln!("cannot serve on {address}: {error}");
        process::exit(1);
    }
    println!("stopped");
}
