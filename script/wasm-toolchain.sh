# shellcheck shell=bash
# The standard library for wasm32, made from Debian's packages where rustup can't bring it (behind a mirror, or without rustup).
#
# Debian's compiler knows the target but ships no library for it. This builds one from the library's own source (about a
# minute) into a sysroot of our own, so that nothing under /usr changes. `cargo xtask site` looks there when the usual
# toolchain can't; everything else goes on using the usual one.

# Known to xtask/src/site/toolchain.rs too.
sysroot=${XDG_CACHE_HOME:-$HOME/.cache}/twilight/rust-wasm
wasm_target=wasm32-unknown-unknown

has_std() { compgen -G "$1/libstd-*.rlib" >/dev/null; }

native_wasm_std() { has_std "$(rustc --print target-libdir --target "$wasm_target" 2>/dev/null)"; }

have_debian_rust() { [ -x /usr/bin/cargo ] && [ -x /usr/bin/rustc ] && [ -f "$(debian_source)/std/Cargo.toml" ]; }

# A library is good only for the very compiler that made it.
debian_wasm_std() {
  has_std "$sysroot/lib/rustlib/$wasm_target/lib" && [ "$(cat "$sysroot/made-by" 2>/dev/null)" = "$(/usr/bin/rustc --version 2>/dev/null)" ]
}

debian_source() { printf '%s\n' "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library"; }

host_target() { /usr/bin/rustc --version --verbose | sed -n 's/^host: //p'; }

# rustup's own linker, or Debian's.
lld_program() {
  local own
  own=$(rustc --print sysroot)/lib/rustlib/$(rustc --version --verbose | sed -n 's/^host: //p')/bin/rust-lld
  if [ -x "$own" ]; then printf '%s\n' "$own"; else command -v lld; fi
}

make_debian_wasm_std() {
  local host work
  have_debian_rust || fail "Debian's rustc-web, cargo-web and rust-web-src are not all there: apt-get install rustc-web cargo-web rust-web-src"
  say "Building the WebAssembly standard library from Debian's source (about a minute)"
  host=$(host_target)
  rm -rf "$sysroot"
  mkdir -p "$sysroot/bin" "$sysroot/lib/rustlib/$host/bin" "$sysroot/lib/rustlib/$wasm_target/lib"
  ln -s "/usr/lib/rustlib/$host/lib" "$sysroot/lib/rustlib/$host/lib"
  ln -s /usr/bin/cargo "$sysroot/bin/cargo"
  cp -L "$(lld_program)" "$sysroot/lib/rustlib/$host/bin/rust-lld"
  printf '#!/bin/sh\nexec /usr/bin/rustc --sysroot "%s" "$@"\n' "$sysroot" >"$sysroot/bin/rustc"
  chmod +x "$sysroot/bin/rustc"

  work=$(mktemp -d)
  mkdir "$work/src"
  printf '[package]\nname = "empty"\nedition = "2021"\n[profile.release]\npanic = "abort"\n' >"$work/Cargo.toml"
  : >"$work/src/lib.rs"
  if ! (
    cd "$work"
    # The caller's own settings and toolchain are not for this; the bitcode is, as our own build optimises across crates.
    unset CARGO_ENCODED_RUSTFLAGS LD_LIBRARY_PATH CARGO_TARGET_DIR RUSTUP_TOOLCHAIN
    RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc RUSTFLAGS=-Cembed-bitcode=yes /usr/bin/cargo build --quiet --release -Zbuild-std=std,panic_abort,proc_macro --target "$wasm_target"
  ); then
    rm -rf "$work" "$sysroot"
    fail "The WebAssembly standard library could not be built (see above). With rustup, \`rustup target add $wasm_target\` brings it ready-made."
  fi
  cp "$work/target/$wasm_target/release/deps/"lib*.rlib "$sysroot/lib/rustlib/$wasm_target/lib/"
  rm -f "$sysroot/lib/rustlib/$wasm_target/lib/"libempty-*.rlib
  rm -rf "$work"
  /usr/bin/rustc --version >"$sysroot/made-by"
}
