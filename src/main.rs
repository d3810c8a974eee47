//! The doorway of `dsw`.

use std::process::ExitCode;

fn main() -> ExitCode {
    dsw::run(std::env::args_os(), &dsw::env::Env::of_process()).into()
}
