//! A request as it goes over the wire.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};

use super::vector::Request;

/// Head and body.
pub(super) fn bytes(request: &Request, host: &str) -> Result<(Vec<u8>, Vec<u8>), String> {
    let mut body = body(request)?;
    if request.gzip {
        body = body.map(|body| packed(&body)).transpose()?;
    }
    let given = |wanted: &str| request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let mut head = format!("{} {} HTTP/1.1\r\n", request.method, request.target);
    if !given("host") && !request.no_host {
        head.push_str(&format!("Host: {host}\r\n"));
    }
    for (name, value) in &request.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(body) = body.as_ref().filter(|_| !request.chunked && !given("content-length")) {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    if request.chunked {
        head.push_str("Transfer-Encoding: chunked\r\n");
    }
    head.push_str("Connection: close\r\n\r\n");
    let body = body.unwrap_or_default();
    Ok((head.into_bytes(), if request.chunked { chunks(&body) } else { body }))
}

fn body(request: &Request) -> Result<Option<Vec<u8>>, String> {
    if let Some(text) = &request.body_b64 {
        return from_base64(text).map(Some).ok_or_else(|| "body_b64 is no base64".to_string());
    }
    if let Some(parts) = &request.body_parts {
        return Ok(Some(parts.iter().map(|(text, times)| text.repeat(*times)).collect::<String>().into_bytes()));
    }
    Ok(request.body.clone().map(String::into_bytes))
}

fn packed(body: &[u8]) -> Result<Vec<u8>, String> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(body).and_then(|()| packer.finish()).map_err(|error| error.to_string())
}

/// In pieces of seven bytes, or sixteen pieces.
fn chunks(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for part in body.chunks((body.len() / 16).max(7)) {
        out.extend(format!("{:x}\r\n", part.len()).bytes());
        out.extend(part);
        out.extend(b"\r\n");
    }
    out.extend(b"0\r\n\r\n");
    out
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut out, mut word, mut bits) = (Vec::new(), 0u32, 0);
    for digit in text.bytes().filter(|byte| *byte != b'=') {
        word = word << 6 | u32::try_from(ALPHABET.iter().position(|known| *known == digit)?).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(word >> bits & 0xff).ok()?);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_with_and_without_padding() {
        assert_eq!(from_base64("aGVsbG8=").unwrap(), b"hello");
        assert_eq!(from_base64("/+8A").unwrap(), b"\xff\xef\0");
        assert_eq!(from_base64("a-"), None);
    }

    #[test]
    fn chunks_end_with_an_empty_one() {
        assert_eq!(chunks(b"12345678"), b"7\r\n1234567\r\n1\r\n8\r\n0\r\n\r\n");
        assert_eq!(chunks(b""), b"0\r\n\r\n");
    }
}
