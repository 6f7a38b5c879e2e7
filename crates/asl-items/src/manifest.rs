//! Manifests: objects that name other objects.

use crate::{
    CsvHeaders, InputType, Items, Lookup, ReadError, Source, compression::expanded, read::read_all, text::Place,
};
use asl_json::Json;
use std::rc::Rc;

/// `S3_INVENTORY`: the items are the rows of the files that a `manifest.json` names, by its `fileSchema`
/// (`Bucket`, `Key`, `Size`, …); all values are strings.
pub(crate) fn inventory(source: &Source, objects: Lookup<'_>, limit: Option<usize>) -> Result<Items, ReadError> {
    let place = Place(source);
    let bytes = expanded(source)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| place.error("the manifest is not UTF-8"))?;
    let manifest =
        Json::parse_compact(text).map_err(|error| place.error(&format!("the manifest is not valid JSON: {error}")))?;
    let field = |name: &str| manifest.get(name).and_then(Json::as_str);
    let needed = |name: &str| field(name).ok_or_else(|| place.error(&format!("the manifest has no {name}")));
    let format = needed("fileFormat")?;
    if !format.eq_ignore_ascii_case("CSV") {
        return Err(place.error(&format!("an inventory in the format {format} is not simulated; CSV is")));
    }
    let bucket = needed("destinationBucket")?;
    let bucket: Rc<str> = bucket.strip_prefix("arn:aws:s3:::").unwrap_or(bucket).into();
    let headers = needed("fileSchema")?.split(',').map(|name| name.trim().into()).collect();
    let files =
        manifest.get("files").and_then(Json::as_array).ok_or_else(|| place.error("the manifest has no files"))?;
    let keys = files.iter().map(|file| {
        let key = file.get("key").and_then(Json::as_str);
        key.ok_or_else(|| place.error("a file of the manifest has no key"))
    });
    let input = InputType::Csv { headers: CsvHeaders::Given(headers), delimiter: b',' };
    read_all(keys.map(|key| found(&bucket, key?, objects, &place)), &input, limit)
}

/// `ATHENA_DATA`: the items are those of the files that the lines of the manifest name as `s3://bucket/key`; the
/// service's `UNLOAD` writes such a manifest.
pub(crate) fn athena(
    source: &Source,
    input: &InputType,
    objects: Lookup<'_>,
    limit: Option<usize>,
) -> Result<Items, ReadError> {
    let place = Place(source);
    let bytes = expanded(source)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| place.error("the manifest is not UTF-8"))?;
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let sources = lines.map(|(index, line)| {
        let uri = line.trim().trim_matches('"');
        let named = uri.strip_prefix("s3://").and_then(|rest| rest.split_once('/'));
        let (bucket, key) = named.ok_or_else(|| {
            let shown: String = uri.chars().take(80).collect();
            place.row(index + 1, &format!("{shown:?} is not a place like s3://bucket/key"))
        })?;
        found(bucket, key, objects, &place)
    });
    read_all(sources, input, limit)
}

fn found(bucket: &str, key: &str, objects: Lookup<'_>, place: &Place<'_>) -> Result<Source, ReadError> {
    let bytes = objects(bucket, key)
        .ok_or_else(|| place.error(&format!("the manifest names s3://{bucket}/{key}, which does not exist")))?;
    Ok(Source { bucket: bucket.into(), key: key.into(), bytes })
}
