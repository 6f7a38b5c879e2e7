//! What the tests share.
#![allow(dead_code, reason = "each test uses a part")]

use asl_items::{Bytes, CsvHeaders, InputType, Items, ReadError, ReaderConfig, Source, read};

pub fn source(key: &str, bytes: impl AsRef<[u8]>) -> Source {
    Source { bucket: "shop".into(), key: key.into(), bytes: Bytes::from(bytes.as_ref()) }
}

pub fn first_row() -> InputType {
    InputType::Csv { headers: CsvHeaders::FirstRow, delimiter: b',' }
}

pub fn given(names: &[&str]) -> InputType {
    InputType::Csv { headers: CsvHeaders::Given(names.iter().map(|name| (*name).into()).collect()), delimiter: b',' }
}

pub fn json() -> InputType {
    InputType::Json { pointer: None }
}

pub fn pointed(pointer: &str) -> InputType {
    InputType::Json { pointer: Some(pointer.into()) }
}

/// Reads an object that names no others.
pub fn items(key: &str, bytes: impl AsRef<[u8]>, input: InputType) -> Result<Items, ReadError> {
    read(&source(key, bytes), &ReaderConfig::of(input), &|_, _| None)
}

/// All items as one text, or the cause of the error.
pub fn shown(items: Result<Items, ReadError>) -> String {
    match items {
        Ok(items) => items.iter().map(|item| item.to_string()).collect::<Vec<_>>().join(" "),
        Err(error) => {
            assert_eq!(error.error, "States.ItemReaderFailed");
            error.cause
        }
    }
}

/// A gzip file with one member.
pub fn gzip(content: &[u8]) -> Vec<u8> {
    gzip_of(&miniz_oxide::deflate::compress_to_vec(content, 6), content)
}

fn gzip_of(deflated: &[u8], content: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 255];
    out.extend(b"name.csv\0");
    out.extend(deflated);
    out.extend(crc32(content).to_le_bytes());
    out.extend((content.len() as u32).to_le_bytes());
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}

/// A small gzip file that expands to so many MiB of zeros.
pub fn bomb(mebibytes: usize) -> Vec<u8> {
    use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress};
    let zeros = vec![0; 1 << 20];
    let mut block = vec![0; 64 << 10];
    let mut state = CompressorOxide::default();
    state.set_format_and_level(miniz_oxide::DataFormat::Raw, 6);
    let (_, read, written) = compress(&mut state, &zeros, &mut block, TDEFLFlush::Full);
    assert_eq!(read, zeros.len());
    // A full flush ends a block at a byte and forgets what was before, so that it can be repeated.
    let mut deflated = block[..written].repeat(mebibytes);
    deflated.extend([1, 0, 0, 0xff, 0xff]);
    gzip_of(&deflated, &[])
}

/// A small zstd file that expands to so many MiB of zeros: blocks of 128 KiB that repeat one byte (RFC 8878).
pub fn zstd_bomb(mebibytes: usize) -> Vec<u8> {
    const MAGIC_AND_WINDOW_OF_1_MIB: [u8; 6] = [0x28, 0xb5, 0x2f, 0xfd, 0, 10 << 3];
    let block = [0x02, 0x00, 0x10, 0];
    [&MAGIC_AND_WINDOW_OF_1_MIB[..], &block.repeat(8 * mebibytes), &[0x03, 0x00, 0x00, 0]].concat()
}
