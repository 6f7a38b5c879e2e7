//! `s3:listObjectsV2`: the objects of a bucket as items.

use crate::Bytes;
use asl_json::Json;
use md5::{Digest, Md5};
use std::{fmt::Write, rc::Rc};

/// One object of a listing.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The key.
    pub key: Rc<str>,
    /// The content.
    pub bytes: Bytes,
    /// When it was written, in seconds since 1970.
    pub last_modified: i64,
}

/// Objects in the order of their keys.
#[derive(Clone, Debug)]
pub(crate) struct Listing(Vec<Listed>);

impl Listing {
    /// The objects whose keys begin with the prefix, in the order of the keys' bytes.
    pub(crate) fn of(prefix: &str, objects: &[Listed]) -> Self {
        let mut listed: Vec<Listed> = objects.iter().filter(|object| object.key.starts_with(prefix)).cloned().collect();
        asl_sort::by(&mut listed, |a, b| a.key.cmp(&b.key));
        Self(listed)
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn objects(&self) -> &[Listed] {
        &self.0
    }

    /// `{"Etag":…,"Key":…,"LastModified":…,"Size":…,"StorageClass":…}` (aws-facts 9.11).
    pub(crate) fn get(&self, index: usize) -> Option<Json> {
        let object = self.0.get(index)?;
        Some(Json::from_pairs([
            ("Etag", Json::string(etag(&object.bytes))),
            ("Key", Json::String(object.key.clone())),
            ("LastModified", Json::int(object.last_modified)),
            ("Size", Json::int(object.bytes.len() as i64)),
            ("StorageClass", "STANDARD".into()),
        ]))
    }
}

/// The `ETag` of an object that was put in one part: the MD5 of its content, in quotes that belong to it.
pub fn etag(bytes: &[u8]) -> String {
    let mut out = String::from('"');
    for byte in Md5::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out.push('"');
    out
}
