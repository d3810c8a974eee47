//! How the program is linked.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name, expected| env::var(name).is_ok_and(|found| found == expected);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        // At a place of its own in memory a program needs no table of addresses to set right at
        // every start: half a megabyte, and a tenth of the time that `dsw --version` takes. What
        // is given up is that this place is another one each time.
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
