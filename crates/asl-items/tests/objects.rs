//! Compressed objects, listings and manifests.

mod common;

use asl_items::{Bytes, InputType, Listed, ManifestType, ReadError, ReaderConfig, flatten, list, read};
use common::{bomb, first_row, gzip, items, json, shown, source, zstd_bomb};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

const TEXT: &[u8] = b"a,b\n1,2\n3,4\n";
const ITEMS: &str = r#"{"a":"1","b":"2"} {"a":"3","b":"4"}"#;

#[test]
fn compression_by_extension() {
    let zstd = compress_to_vec(TEXT, CompressionLevel::Fastest);
    let two_frames = [
        compress_to_vec(&TEXT[..6], CompressionLevel::Uncompressed),
        compress_to_vec(&TEXT[6..], CompressionLevel::Fastest),
    ]
    .concat();
    let two_members = [gzip(&TEXT[..6]), gzip(&TEXT[6..]), vec![0; 10]].concat();
    let mut damaged = gzip(TEXT);
    let last = damaged.len() - 5;
    damaged[last] ^= 1;
    let cases: &[(&str, &[u8], &str)] = &[
        ("x.csv.gz", &gzip(TEXT), ITEMS),
        ("x.GZIP", &gzip(TEXT), ITEMS),
        ("x.gz", &two_members, ITEMS),
        ("x.csv.zst", &zstd, ITEMS),
        ("x.zst", &two_frames, ITEMS),
        ("x.gz", TEXT, "S3://shop/x.gz: the content is not gzip"),
        ("x.gz", &gzip(TEXT)[..25], "S3://shop/x.gz: the gzip data ends too early"),
        ("x.gz", &damaged, "S3://shop/x.gz: the gzip data is damaged: its checksum is another"),
        ("x.csv", &gzip(TEXT), "S3://shop/x.csv: the content is gzip, but the key does not end with .gz"),
        ("x.csv", &zstd, "S3://shop/x.csv: the content is zstd, but the key does not end with .zst"),
        ("x.gz", &bomb(200), "S3://shop/x.gz: the object expands to more than 64 MiB, which is not simulated"),
    ];
    for (key, bytes, expected) in cases {
        assert_eq!(shown(items(key, bytes, first_row())), *expected, "{key}");
    }
    assert_eq!(
        shown(items("x.zst", zstd_bomb(200), first_row())),
        "S3://shop/x.zst: the object expands to more than 64 MiB, which is not simulated"
    );
    assert!(shown(items("x.zst", TEXT, first_row())).starts_with("S3://shop/x.zst: the content is not zstd: "));
    assert!(shown(items("x.zst", &zstd[..10], first_row())).starts_with("S3://shop/x.zst: "));
}

fn bucket() -> Vec<Listed> {
    let object =
        |key: &str, bytes: &[u8]| Listed { key: key.into(), bytes: Bytes::from(bytes), last_modified: 1_700_000_000 };
    vec![object("in/b.csv", b"a\n3\n"), object("in/", b""), object("in/a.csv", b"a\n1\n2\n"), object("out/c.csv", b"")]
}

#[test]
fn a_listing_is_in_the_order_of_the_keys() {
    let listed = list("shop", "in/", &bucket(), None).expect("a listing");
    let keys: Vec<String> = listed.iter().filter_map(|item| Some(item.get("Key")?.as_str()?.to_string())).collect();
    assert_eq!(keys, ["in/", "in/a.csv", "in/b.csv"]);
    let expected = r#"{"Etag":"\"6bbe034404c0deaaa24de673ccf5b149\"","Key":"in/b.csv","LastModified":1700000000,"Size":4,"StorageClass":"STANDARD"}"#;
    assert_eq!(listed.get(2).expect("the third").to_string(), expected);
    assert_eq!(asl_items::etag(b""), "\"d41d8cd98f00b204e9800998ecf8427e\"");
    assert_eq!(listed.source(0).as_deref(), Some("S3://shop"));
    assert_eq!(list("shop", "", &bucket(), Some(2)).expect("a listing").len(), 2);
    assert_eq!(shown(list("shop", "", &bucket(), Some(-2))), "field MaxItems must be positive");
}

#[test]
fn a_listing_is_loaded_and_flattened() {
    let config = ReaderConfig::of(first_row());
    let loaded = flatten("shop", "in/", &bucket(), &config).expect("items");
    let sources: Vec<_> = (0..3).filter_map(|index| loaded.source(index)).collect();
    assert_eq!(sources, ["S3://shop/in/a.csv".into(), "S3://shop/in/a.csv".into(), "S3://shop/in/b.csv".into()]);
    assert_eq!(shown(Ok(loaded)), r#"{"a":"1"} {"a":"2"} {"a":"3"}"#);
    let two = ReaderConfig { max_items: Some(2), ..config };
    assert_eq!(flatten("shop", "", &bucket(), &two).expect("items").len(), 2);
    assert_eq!(
        shown(flatten("shop", "in/", &bucket(), &ReaderConfig::of(json()))),
        "S3://shop/in/a.csv: not valid JSON: expected value at line 1 column 1"
    );
}

fn lookup(bucket: &str, key: &str) -> Option<Bytes> {
    match (bucket, key) {
        ("data", "1.csv.gz") => Some(gzip(b"\"shop\",\"a%20b.txt\",\"12\"\n\"shop\",\"c.txt\",\"\"\n").into()),
        ("data", "2.csv.gz") => Some(gzip(b"\"shop\",\"d.txt\",\"7\"\n").into()),
        ("athena", "t/1") => Some(Bytes::from(&b"{\"n\":1}\n{\"n\":2}\n"[..])),
        ("athena", "t/2") => Some(Bytes::from(&b"{\"n\":3}\n"[..])),
        _ => None,
    }
}

fn by_manifest(text: &str, kind: ManifestType, max_items: Option<i64>) -> Result<asl_items::Items, ReadError> {
    let config = ReaderConfig { input: InputType::JsonLines, manifest: Some(kind), max_items };
    read(&source("manifest", text), &config, &lookup)
}

#[test]
fn manifests_name_other_objects() {
    use ManifestType::{AthenaData, S3Inventory};
    let inventory = r#"{"destinationBucket":"arn:aws:s3:::data","fileFormat":"CSV","fileSchema":"Bucket, Key, Size","files":[{"key":"1.csv.gz"},{"key":"2.csv.gz"}]}"#;
    let rows = [
        r#"{"Bucket":"shop","Size":"12","Key":"a%20b.txt"}"#,
        r#"{"Bucket":"shop","Size":"","Key":"c.txt"}"#,
        r#"{"Bucket":"shop","Size":"7","Key":"d.txt"}"#,
    ];
    let cases: &[(&str, ManifestType, Option<i64>, &str)] = &[
        (inventory, S3Inventory, None, &rows.join(" ")),
        (inventory, S3Inventory, Some(1), rows[0]),
        (
            &inventory.replace("2.csv", "9.csv"),
            S3Inventory,
            None,
            "S3://shop/manifest: the manifest names s3://data/9.csv.gz, which does not exist",
        ),
        (
            &inventory.replace("CSV", "ORC"),
            S3Inventory,
            None,
            "S3://shop/manifest: an inventory in the format ORC is not simulated; CSV is",
        ),
        ("{}", S3Inventory, None, "S3://shop/manifest: the manifest has no fileFormat"),
        (
            "{",
            S3Inventory,
            None,
            "S3://shop/manifest: the manifest is not valid JSON: EOF while parsing an object at line 1 column 1",
        ),
        ("s3://athena/t/1\ns3://athena/t/2\n", AthenaData, None, r#"{"n":1} {"n":2} {"n":3}"#),
        ("s3://athena/t/2\n", AthenaData, None, r#"{"n":3}"#),
        (
            "s3://athena/t/1\nhello\n",
            AthenaData,
            None,
            "S3://shop/manifest, row 2: \"hello\" is not a place like s3://bucket/key",
        ),
        ("s3://athena/t/1\nhello\n", AthenaData, Some(2), r#"{"n":1} {"n":2}"#),
    ];
    for (text, kind, max_items, expected) in cases {
        assert_eq!(shown(by_manifest(text, *kind, *max_items)), *expected);
    }
}
