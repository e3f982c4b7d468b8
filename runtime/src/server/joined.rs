//! Small writes in one piece: a list of buffers costs the kernel more than copying a few hundred bytes costs us.

use std::io::IoSlice;

/// What the head and the body of most answers need.
pub(super) const ROOM: usize = 1024;

/// The bytes of all buffers in a row, if they are few.
pub(super) fn joined<'r>(buffers: &[IoSlice<'_>], room: &'r mut [u8; ROOM]) -> Option<&'r [u8]> {
    let mut end = 0;
    for buffer in buffers {
        let start = end;
        end += buffer.len();
        room.get_mut(start..end)?.copy_from_slice(buffer);
    }
    room.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_bytes_are_joined_in_their_order_and_many_are_not() {
        let join = |parts: &[&[u8]]| {
            let buffers: Vec<_> = parts.iter().map(|part| IoSlice::new(part)).collect();
            joined(&buffers, &mut [0; ROOM]).map(<[u8]>::to_vec)
        };
        assert_eq!(join(&[b"head", b"", b"body"]).unwrap(), b"headbody");
        assert_eq!(join(&[&[7; 1000], &[8; 24]]).unwrap().len(), ROOM);
        assert_eq!(join(&[&[7; 1000], &[8; 25]]), None);
        assert_eq!(join(&[]).unwrap(), b"");
    }
}
