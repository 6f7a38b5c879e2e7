//! What the most used actions answer with: the fields whose names and types users mock.

/// A field of an answer.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) shape: Shape,
}

/// What a field holds.
#[derive(Debug)]
pub(super) enum Shape {
    /// Anything.
    Any,
    /// A string, a blob or a timestamp, of so many characters at least.
    Text(usize),
    /// One of a few words.
    Word(&'static [&'static str]),
    /// A number from and to.
    Number(f64, f64),
    /// A boolean.
    Truth,
    /// An array of this.
    List(&'static Shape),
    /// An object.
    Object(&'static [Field]),
}

const TEXT: Shape = Shape::Text(0);
const COUNT: Shape = Shape::Number(f64::MIN, f64::MAX);

const fn may(name: &'static str, shape: Shape) -> Field {
    Field { name, required: false, shape }
}

const fn must(name: &'static str, shape: Shape) -> Field {
    Field { name, required: true, shape }
}

/// The fields of an action's answer, of a service as the integrations or the SDK call it.
pub(super) fn response(service: &str, action: &str) -> Option<&'static [Field]> {
    Some(match (service, action) {
        ("lambda", "invoke") => INVOKE,
        ("lambda", "getFunction") => GET_FUNCTION,
        ("events" | "eventbridge", "putEvents") => PUT_EVENTS,
        ("states" | "sfn", "startExecution") => START_EXECUTION,
        ("states" | "sfn", "describeExecution") => DESCRIBE_EXECUTION,
        ("dynamodb", "putItem" | "updateItem" | "deleteItem") => CHANGE_ITEM,
        ("dynamodb", "getItem") => GET_ITEM,
        ("s3", "getObject") => GET_OBJECT,
        ("s3", "putObject") => PUT_OBJECT,
        ("sqs", "sendMessage") => SEND_MESSAGE,
        ("sns", "publish") => PUBLISH,
        ("kms", "encrypt") => ENCRYPT,
        ("kms", "decrypt") => DECRYPT,
        _ => return None,
    })
}

const INVOKE: &[Field] = &[
    may("StatusCode", COUNT),
    may("FunctionError", TEXT),
    may("LogResult", TEXT),
    may("Payload", Shape::Any),
    may("ExecutedVersion", Shape::Text(1)),
];

const GET_FUNCTION: &[Field] = &[
    may(
        "Configuration",
        Shape::Object(&[
            may("FunctionName", TEXT),
            may("FunctionArn", TEXT),
            may("Runtime", TEXT),
            may("Role", TEXT),
            may("Handler", TEXT),
            may("CodeSize", COUNT),
            may("Description", TEXT),
            may("Timeout", Shape::Number(1.0, f64::MAX)),
            may("MemorySize", Shape::Number(128.0, 10_240.0)),
            may("LastModified", TEXT),
            may("CodeSha256", TEXT),
            may("Version", Shape::Text(1)),
            may("State", Shape::Word(&["Pending", "Active", "Inactive", "Failed"])),
            may("PackageType", Shape::Word(&["Zip", "Image"])),
        ]),
    ),
    may("Code", Shape::Object(&[may("RepositoryType", TEXT), may("Location", TEXT), may("ImageUri", TEXT)])),
    may("Concurrency", Shape::Object(&[may("ReservedConcurrentExecutions", Shape::Number(0.0, f64::MAX))])),
];

const PUT_EVENTS: &[Field] = &[
    may("FailedEntryCount", COUNT),
    may(
        "Entries",
        Shape::List(&Shape::Object(&[may("EventId", TEXT), may("ErrorCode", TEXT), may("ErrorMessage", TEXT)])),
    ),
];

const START_EXECUTION: &[Field] = &[must("ExecutionArn", Shape::Text(1)), must("StartDate", TEXT)];

const STATUS: Shape = Shape::Word(&["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"]);

const DESCRIBE_EXECUTION: &[Field] = &[
    must("ExecutionArn", Shape::Text(1)),
    must("StateMachineArn", Shape::Text(1)),
    may("Name", Shape::Text(1)),
    must("Status", STATUS),
    must("StartDate", TEXT),
    may("StopDate", TEXT),
    may("Error", TEXT),
    may("Cause", TEXT),
];

const CAPACITY: Shape = Shape::Object(&[
    may("TableName", Shape::Text(1)),
    may("CapacityUnits", COUNT),
    may("ReadCapacityUnits", COUNT),
    may("WriteCapacityUnits", COUNT),
]);

const ITEM: Shape = Shape::Object(&[]);

const CHANGE_ITEM: &[Field] =
    &[may("Attributes", ITEM), may("ConsumedCapacity", CAPACITY), may("ItemCollectionMetrics", ITEM)];

const GET_ITEM: &[Field] = &[may("Item", ITEM), may("ConsumedCapacity", CAPACITY)];

const ENCRYPTION: Shape = Shape::Word(&["AES256", "aws:fsx", "aws:kms", "aws:kms:dsse"]);

const GET_OBJECT: &[Field] = &[
    may("Body", Shape::Any),
    may("DeleteMarker", Shape::Truth),
    may("AcceptRanges", TEXT),
    may("LastModified", TEXT),
    may("ContentLength", COUNT),
    may("ETag", TEXT),
    may("MissingMeta", COUNT),
    may("VersionId", TEXT),
    may("CacheControl", TEXT),
    may("ContentEncoding", TEXT),
    may("ContentType", TEXT),
    may("ServerSideEncryption", ENCRYPTION),
    may(
        "StorageClass",
        Shape::Word(&[
            "STANDARD",
            "REDUCED_REDUNDANCY",
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER",
            "DEEP_ARCHIVE",
            "OUTPOSTS",
            "GLACIER_IR",
            "SNOW",
            "EXPRESS_ONEZONE",
            "FSX_OPENZFS",
        ]),
    ),
    may("PartsCount", COUNT),
    may("TagCount", COUNT),
];

const PUT_OBJECT: &[Field] = &[
    may("Expiration", TEXT),
    may("ETag", TEXT),
    may("ServerSideEncryption", ENCRYPTION),
    may("VersionId", TEXT),
    may("Size", COUNT),
];

const SEND_MESSAGE: &[Field] = &[
    may("MD5OfMessageBody", TEXT),
    may("MD5OfMessageAttributes", TEXT),
    may("MD5OfMessageSystemAttributes", TEXT),
    may("MessageId", TEXT),
    may("SequenceNumber", TEXT),
];

const PUBLISH: &[Field] = &[may("MessageId", TEXT), may("SequenceNumber", TEXT)];

const ALGORITHM: Shape = Shape::Word(&["SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE"]);

const ENCRYPT: &[Field] =
    &[may("CiphertextBlob", Shape::Text(1)), may("KeyId", Shape::Text(1)), may("EncryptionAlgorithm", ALGORITHM)];

const DECRYPT: &[Field] =
    &[may("KeyId", Shape::Text(1)), may("Plaintext", Shape::Text(1)), may("EncryptionAlgorithm", ALGORITHM)];
