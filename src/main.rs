//! The doorway of `dsw`.

fn main() {}
