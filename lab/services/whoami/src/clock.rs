use std::{
    env,
    ffi::{CStr, c_char, c_int, c_long},
    mem::MaybeUninit,
    time::{SystemTime, UNIX_EPOCH},
};

use axum::Json;
use serde::Serialize;

/// `struct tm` as glibc and musl have it on 64-bit Linux.
#[repr(C)]
struct Local {
    numbers: [c_int; 9],
    offset: c_long,
    zone: *const c_char,
}

unsafe extern "C" {
    // std links libc already, and it is libc's own reading of TZ that is asked for
    fn tzset();
    fn localtime_r(time: *const i64, result: *mut Local) -> *mut Local;
}

#[derive(Serialize)]
pub struct Clock {
    tz: Option<String>,
    zone: String,
    offset_seconds: i64,
}

/// What libc makes of TZ: without zone files it stays at UTC and says nothing.
pub async fn clock() -> Json<Clock> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() as i64);
    let mut local = MaybeUninit::<Local>::zeroed();
    // SAFETY: both pointers are valid for the call; `zone` points to libc's own text, which is copied at once.
    let (offset, zone) = unsafe {
        tzset();
        if localtime_r(&now, local.as_mut_ptr()).is_null() {
            (0, String::new())
        } else {
            let Local { offset, zone, .. } = local.assume_init();
            let zone = if zone.is_null() { c"" } else { CStr::from_ptr(zone) };
            (offset, zone.to_string_lossy().into_owned())
        }
    };
    Json(Clock { tz: env::var("TZ").ok(), zone, offset_seconds: offset as i64 })
}
