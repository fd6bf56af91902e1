#!/bin/sh
# build-musl-std.sh OUT: the standard library for musl, from rust-web-src, and the libunwind.a that it links.
set -eu
out=$1
target=${ARCH}-unknown-linux-musl
triple=$(echo "$target" | tr '[:lower:]-' '[:upper:]_')
mkdir -p "$out" /tmp/std/src /tmp/std/.cargo
cd /tmp/std

musl-gcc -O2 -c /tmp/fortify-shim.c -o fortify-shim.o
cp /usr/lib/llvm-16/lib/libunwind.a "$out/libunwind.a"
ar r "$out/libunwind.a" fortify-shim.o 2>/dev/null

# A crate without code: -Z build-std builds std for it, from the vendored sources, so that nothing is downloaded.
cat >Cargo.toml <<'TOML'
[package]
name = "nothing"
version = "0.0.0"
edition = "2021"
TOML
echo '#![no_std]' >src/lib.rs
cat >.cargo/config.toml <<TOML
[source.crates-io]
replace-with = "vendored"
[source.vendored]
directory = "$(rustc --print sysroot)/lib/rustlib/src/rust/library/vendor"
TOML

# All of std is compiled to unwind but this one crate, as in rustc's own build: programs with panic=abort link it.
printf '%s\n' '#!/bin/sh' \
  'case " $* " in *" --crate-name panic_abort "*) exec "$@" -C panic=abort ;; esac' 'exec "$@"' >/tmp/std/rustc
chmod 755 /tmp/std/rustc

# Bitcode stays in the libraries, so that a service can be built with LTO.
export RUSTC_BOOTSTRAP=1 RUSTC_WRAPPER=/tmp/std/rustc "CARGO_TARGET_${triple}_LINKER=musl-gcc"
export "CARGO_TARGET_${triple}_RUSTFLAGS=-C link-self-contained=no -C relocation-model=static -C embed-bitcode=yes -L native=$out"
cargo build -q --release --target "$target" -Z build-std=std,panic_abort,test
cp target/"$target"/release/deps/*.rlib "$out/"
rm -f "$out"/libnothing-*.rlib
