//! The commands, one a file.

pub mod check;
pub mod ci;
pub mod explain;
pub mod fix;
pub mod fmt;
pub mod gen_;
pub mod ir;
pub mod manual;
pub mod new_;
pub mod old;
pub mod watch;
