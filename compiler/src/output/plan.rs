//! What a write would do, path by path: the table of architecture.md §8.
