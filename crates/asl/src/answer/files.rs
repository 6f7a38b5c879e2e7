//! The scenario's files answer the tasks that read S3, where nobody mocked them.

use super::{fill::Known, success};
use asl_document::S3Object;
use asl_engine::{Fault, Reply};
use asl_items::etag;
use asl_json::Json;
use indexmap::IndexMap;

/// The objects of a scenario, by `bucket/key`.
pub(crate) type Files = IndexMap<String, S3Object>;

/// What an S3 action of the SDK answers about a bucket that the scenario has files in; `None` for any other action and
/// bucket.
///
/// Keys and their order are those of `services/test_aws_sdk_task_service.test_s3_get_object[str]`; the error, that of
/// `error_handling/test_aws_sdk.test_s3_no_such_key`.
pub(super) fn read(action: &str, known: &Known<'_>) -> Option<Reply> {
    let text = |key: &str| known.parameters.get(key).and_then(Json::as_str).unwrap_or_default();
    let own = format!("{}/", text("Bucket"));
    let mut objects: Vec<(&str, &S3Object)> =
        known.files.iter().filter_map(|(name, object)| Some((name.strip_prefix(&own)?, object))).collect();
    if objects.is_empty() {
        return None;
    }
    match action {
        "getObject" | "headObject" => Some(match known.files.get(&format!("{own}{}", text("Key"))) {
            Some(object) => success(described(object, known, action == "getObject")),
            None => Reply { result: Some(Err(no_such_key(known))), ..success(Json::Null) },
        }),
        "listObjectsV2" => {
            let prefix = text("Prefix");
            objects.retain(|(key, _)| key.starts_with(prefix));
            asl_sort::by_key(&mut objects, |(key, _)| *key);
            let found: Vec<Json> = objects.into_iter().map(|(key, object)| row(key, object, known)).collect();
            Some(success(Json::from_pairs([
                ("IsTruncated", Json::from(false)),
                ("KeyCount", Json::from(found.len() as i64)),
                ("Contents", Json::from(found)),
                ("MaxKeys", Json::from(1000)),
                ("Name", Json::string(text("Bucket"))),
                ("Prefix", Json::string(prefix)),
            ])))
        }
        _ => None,
    }
}

fn described(object: &S3Object, known: &Known<'_>, with_body: bool) -> Json {
    let bytes = object.bytes();
    let mut pairs = vec![
        ("AcceptRanges", Json::from("bytes")),
        ("ContentLength", Json::from(bytes.len() as i64)),
        ("ContentType", Json::from("binary/octet-stream")),
        ("ETag", Json::string(etag(bytes))),
        ("LastModified", Json::string(known.now.text())),
        ("Metadata", Json::empty_object()),
        ("ServerSideEncryption", Json::from("AES256")),
    ];
    if with_body {
        pairs.push(("Body", Json::string(String::from_utf8_lossy(bytes).into_owned())));
    }
    Json::from_pairs(pairs)
}

fn row(key: &str, object: &S3Object, known: &Known<'_>) -> Json {
    let bytes = object.bytes();
    Json::from_pairs([
        ("ETag", Json::string(etag(bytes))),
        ("Key", Json::string(key)),
        ("LastModified", Json::string(known.now.text())),
        ("Size", Json::from(bytes.len() as i64)),
        ("StorageClass", Json::from("STANDARD")),
    ])
}

fn no_such_key(known: &Known<'_>) -> Fault {
    let id = known.request_id();
    let cause = format!(
        "The specified key does not exist. (Service: S3, Status Code: 404, Request ID: {id}, Extended Request ID: {id})"
    );
    Fault::task(Some("S3.NoSuchKeyException".into()), Some(cause.into()))
}
