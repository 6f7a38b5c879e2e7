//! From objects to items.

use crate::{
    InputType, Items, Listed, Lookup, ManifestType, ReadError, ReaderConfig, Source, compression::expanded, csv::Table,
    items::Data, json::Values, listing::Listing, manifest, source::limit, text::Place,
};

/// Reads the items of one object (`s3:getObject`); a manifest looks up the objects that it names.
///
/// # Errors
/// A [`ReadError`] with the service's words where they are known, else with the object and the row.
pub fn read(source: &Source, config: &ReaderConfig, objects: Lookup<'_>) -> Result<Items, ReadError> {
    let limit = limit(config.max_items)?;
    match config.manifest {
        None => read_object(source, &config.input, limit),
        Some(ManifestType::S3Inventory) => manifest::inventory(source, objects, limit),
        Some(ManifestType::AthenaData) => manifest::athena(source, &config.input, objects, limit),
    }
}

/// Lists objects (`s3:listObjectsV2`): one item for each whose key begins with the prefix, in the order of the keys.
///
/// # Errors
/// A [`ReadError`] for a negative `MaxItems`.
pub fn list(bucket: &str, prefix: &str, objects: &[Listed], max_items: Option<i64>) -> Result<Items, ReadError> {
    let mut listing = Listing::of(prefix, objects);
    listing.truncate(limit(max_items)?.unwrap_or(usize::MAX));
    let mut items = Items::default();
    items.push(format!("S3://{bucket}").into(), Data::Listing(listing));
    Ok(items)
}

/// Lists objects and reads each of them (`LOAD_AND_FLATTEN`): the items of all, one after the other. The empty objects
/// that stand for folders (`reports/`) are passed over.
///
/// # Errors
/// A [`ReadError`] as for [`read`].
pub fn flatten(bucket: &str, prefix: &str, objects: &[Listed], config: &ReaderConfig) -> Result<Items, ReadError> {
    let limit = limit(config.max_items)?;
    let listing = Listing::of(prefix, objects);
    let files = listing.objects().iter().filter(|object| !(object.key.ends_with('/') && object.bytes.is_empty()));
    read_all(
        files.map(|object| Ok(Source { bucket: bucket.into(), key: object.key.clone(), bytes: object.bytes.clone() })),
        &config.input,
        limit,
    )
}

/// Reads objects one after the other, until there are enough items.
pub(crate) fn read_all(
    sources: impl Iterator<Item = Result<Source, ReadError>>,
    input: &InputType,
    limit: Option<usize>,
) -> Result<Items, ReadError> {
    let mut items = Items::default();
    for source in sources {
        let left = limit.map(|limit| limit - items.len());
        if left == Some(0) {
            break;
        }
        items.append(read_object(&source?, input, left)?);
    }
    Ok(items)
}

fn read_object(source: &Source, input: &InputType, limit: Option<usize>) -> Result<Items, ReadError> {
    let place = Place(source);
    let data = match input {
        InputType::Parquet => {
            return Err(place.error("PARQUET is not simulated; CSV, JSON, JSONL and MANIFEST are"));
        }
        InputType::Csv { headers, delimiter } => {
            Data::Csv(Table::read(expanded(source)?, headers, *delimiter, limit, &place)?)
        }
        InputType::Json { pointer } => Data::Json(Values::read(expanded(source)?, pointer.as_deref(), limit, &place)?),
        InputType::JsonLines => Data::Json(Values::read_lines(expanded(source)?, limit, &place)?),
    };
    let mut items = Items::default();
    items.push(source.uri(), data);
    Ok(items)
}
