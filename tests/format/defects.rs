//! Known defects of goctl's formatter (language.md §8): none of them here.

use super::layout::formats;
