//! What the parser makes of small texts.
