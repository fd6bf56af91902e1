use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

const SIGINT: i32 = 2;
const SIGTERM: i32 = 15;
const BOTH_WAYS: i32 = 2;

static LISTENER: AtomicI32 = AtomicI32::new(-1);
static STOPPING: AtomicBool = AtomicBool::new(false);

unsafe extern "C" {
    // std links libc already; a crate only for these two would be more than they are
    fn signal(number: i32, handler: extern "C" fn(i32)) -> usize;
    fn shutdown(socket: i32, how: i32) -> i32;
}

extern "C" fn stop(_: i32) {
    STOPPING.store(true, Ordering::SeqCst);
    // SAFETY: shutdown is async-signal-safe; it wakes up the thread that waits for a connection.
    unsafe { shutdown(LISTENER.load(Ordering::SeqCst), BOTH_WAYS) };
}

/// Has SIGTERM and SIGINT close this listening socket. PID 1 has no default handlers: without these, `docker stop`
/// waits 10 s and then kills.
pub fn close_at_signals(listener: i32) {
    LISTENER.store(listener, Ordering::SeqCst);
    // SAFETY: `stop` does nothing that is forbidden in a signal handler.
    unsafe {
        signal(SIGTERM, stop);
        signal(SIGINT, stop);
    }
}

pub fn is_stopping() -> bool {
    STOPPING.load(Ordering::SeqCst)
}
