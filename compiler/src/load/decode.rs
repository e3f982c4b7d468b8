//! Bytes to text: the BOM goes, bytes that are no UTF-8 become `?` one by one, so that every place stays where it is on disk.

use crate::source::{ReadFault, Source, SourceId};

/// A file as text.
pub(crate) struct Decoded {
    pub(crate) source: Source,
    /// Places of bytes that are no UTF-8; ascending.
    pub(crate) bad_bytes: Vec<u32>,
}

/// Spans count in 32 bits.
pub(super) fn check_size(bytes: &[u8]) -> Result<(), ReadFault> {
    if u32::try_from(bytes.len()).is_ok() {
        Ok(())
    } else {
        Err(ReadFault::Refused("the file is larger than 4 GiB".into()))
    }
}

/// Makes a source of bytes of any kind.
pub(crate) fn source(id: SourceId, path: String, bytes: Vec<u8>) -> Decoded {
    let bom = bytes.starts_with("\u{FEFF}".as_bytes());
    let (mut text, bad_bytes) = match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(error) => mended(error.as_bytes(), if bom { 3 } else { 0 }),
    };
    if bom {
        text.drain(..3);
    }
    Decoded { source: Source::new(id, path, text, bom), bad_bytes }
}

/// `skipped` bytes will be cut off the front.
fn mended(bytes: &[u8], skipped: usize) -> (String, Vec<u32>) {
    let mut text = String::with_capacity(bytes.len());
    let mut bad = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for _ in chunk.invalid() {
            bad.push((text.len() - skipped) as u32);
            text.push('?');
        }
    }
    (text, bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_bytes_keep_all_places() {
        let decoded = source(SourceId(0), String::new(), b"\xEF\xBB\xBFa\xFF\xFEb".to_vec());
        assert_eq!(decoded.source.text, "a??b");
        assert_eq!(decoded.bad_bytes, [1, 2]);
        assert!(decoded.source.bom);
    }
}
