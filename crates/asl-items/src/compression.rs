//! Compressed objects, known by their extension: gzip (`.gz`, `.gzip`) and zstd (`.zst`).

use crate::{Bytes, ReadError, Source};
use miniz_oxide::inflate::{
    TINFLStatus,
    core::{DecompressorOxide, decompress, inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF},
};
use ruzstd::{
    decoding::{
        StreamingDecoder,
        errors::{FrameDecoderError, ReadFrameHeaderError},
    },
    io::Read,
};

/// The most bytes that a compressed object may expand to.
pub const MAX_EXPANDED: usize = 64 << 20;

/// The most bytes of an object that is not compressed; the service takes 10 GB.
pub const MAX_OBJECT: usize = 512 << 20;

/// The content of the object as text bytes: expanded if its extension says that it is compressed.
pub(crate) fn expanded(source: &Source) -> Result<Bytes, ReadError> {
    let bytes = &*source.bytes;
    let error = |message: String| Err(ReadError::new(format!("{}: {message}", source.uri())));
    if bytes.len() > MAX_OBJECT {
        return error(format!("the object has {} bytes; {MAX_OBJECT} are simulated", bytes.len()));
    }
    let extension = source.key.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    let expanded = match extension.as_str() {
        "gz" | "gzip" => gunzip(bytes),
        "zst" => unzstd(bytes),
        _ if bytes.starts_with(&[0x1f, 0x8b]) => Err("the content is gzip, but the key does not end with .gz".into()),
        _ if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            Err("the content is zstd, but the key does not end with .zst".into())
        }
        _ => return Ok(source.bytes.clone()),
    };
    expanded.map(Bytes::from).or_else(error)
}

fn too_large() -> String {
    format!("the object expands to more than {} MiB, which is not simulated", MAX_EXPANDED >> 20)
}

/// Expands the members of a gzip file one after the other.
fn gunzip(mut bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    loop {
        let body = gzip_header(bytes).ok_or("the content is not gzip")?;
        let start = out.len();
        let used = inflate(&bytes[body..], &mut out)?;
        let trailer = bytes.get(body + used..body + used + 8).ok_or("the gzip data ends too early")?;
        let (sum, size) = trailer.split_at(4);
        if sum != crc32(&out[start..]).to_le_bytes() || size != ((out.len() - start) as u32).to_le_bytes() {
            return Err("the gzip data is damaged: its checksum is another".into());
        }
        bytes = &bytes[body + used + 8..];
        // What follows may be padded with zeros.
        if bytes.iter().all(|byte| *byte == 0) {
            return Ok(out);
        }
    }
}

/// The length of a gzip header (RFC 1952).
fn gzip_header(bytes: &[u8]) -> Option<usize> {
    let [0x1f, 0x8b, 8, flags, ..] = *bytes else { return None };
    let mut at = 10;
    if flags & 4 != 0 {
        at += 2 + usize::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            at += bytes.get(at..)?.iter().position(|byte| *byte == 0)? + 1;
        }
    }
    at += if flags & 2 != 0 { 2 } else { 0 };
    (at <= bytes.len()).then_some(at)
}

/// Appends what a deflate stream expands to; returns how many bytes the stream has.
fn inflate(bytes: &[u8], out: &mut Vec<u8>) -> Result<usize, String> {
    let mut state = Box::<DecompressorOxide>::default();
    let (mut used, mut position) = (0, out.len());
    loop {
        let room = (position * 2).clamp(64 << 10, MAX_EXPANDED + 1);
        out.resize(room, 0);
        let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, read, written) = decompress(&mut state, &bytes[used..], out, position, flags);
        used += read;
        position += written;
        if position > MAX_EXPANDED {
            return Err(too_large());
        }
        match status {
            TINFLStatus::Done => {
                out.truncate(position);
                return Ok(used);
            }
            TINFLStatus::HasMoreOutput => {}
            TINFLStatus::FailedCannotMakeProgress => return Err("the gzip data ends too early".into()),
            _ => return Err("the gzip data is damaged".into()),
        }
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut index = 0;
        while index < 256 {
            let mut value = index as u32;
            let mut bit = 0;
            while bit < 8 {
                value = (value >> 1) ^ if value & 1 == 1 { 0xedb8_8320 } else { 0 };
                bit += 1;
            }
            table[index] = value;
            index += 1;
        }
        table
    };
    !bytes.iter().fold(!0, |sum: u32, byte| (sum >> 8) ^ TABLE[usize::from(sum as u8 ^ *byte)])
}

/// Expands the frames of a zstd file one after the other.
fn unzstd(mut bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let mut chunk = vec![0; 64 << 10];
    while !bytes.is_empty() {
        let mut decoder = match StreamingDecoder::new_with_max_window_size(&mut bytes, MAX_EXPANDED as u64) {
            Ok(decoder) => decoder,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                bytes = bytes.get(length as usize..).ok_or("the zstd data ends too early")?;
                continue;
            }
            Err(error) => return Err(format!("the content is not zstd: {error}")),
        };
        loop {
            let read = decoder.read(&mut chunk).map_err(|error| format!("the zstd data is damaged: {error}"))?;
            if read == 0 {
                break;
            }
            out.extend_from_slice(&chunk[..read]);
            if out.len() > MAX_EXPANDED {
                return Err(too_large());
            }
        }
    }
    Ok(out)
}
