//! How a document leaves the page and comes into it: share links, pasted texts, scenarios.

use super::{machine_type, mocks, service_limits};
use crate::sight;
use asl_document::{
    Import, Limits, MachineType, Mocks, S3Object, Scenario, ServiceLimits, Settings, ShareDocument, import::detect,
    mock_config, share as link,
};
use asl_json::{Json, pretty};
use asl_view::{Document, File};

/// The largest file that a share link carries, in bytes.
const LINKED_FILE: usize = 256 << 10;
/// The files of a share link altogether, in bytes: with the texts, they must stay below what a link may unpack to.
const LINKED_FILES: usize = 512 << 10;

/// Makes the fragment of a share link, and names the files that are too large for one.
pub fn share(document: &Document) -> (String, Vec<String>) {
    let (mocks, _) = mocks(&document.mocks);
    let mut scenario = as_scenario(document, mocks);
    let mut room = LINKED_FILES;
    let mut left_out = Vec::new();
    scenario.s3.retain(|name, object| {
        let size = object.bytes().len();
        let fits = size <= LINKED_FILE.min(room);
        if fits {
            room -= size;
        } else {
            left_out.push(name.clone());
        }
        fits
    });
    (link::encode(&ShareDocument { scenario, cursor: document.cursor, view: sight::to_json(document) }), left_out)
}

/// Reads the fragment of a share link.
///
/// # Errors
/// A sentence for people.
pub fn open(fragment: &str) -> Result<Document, String> {
    let shared = link::decode(fragment).map_err(|error| error.to_string())?;
    Ok(from_share(&shared))
}

/// Reads a pasted or dropped text of any supported kind.
///
/// # Errors
/// A sentence for people.
pub fn import(text: &str) -> Result<Document, String> {
    match detect(text) {
        Import::Scenario { scenario, .. } => Ok(from_scenario(&scenario)),
        Import::Shared(shared) => Ok(from_share(&shared)),
        Import::Machines { machines, .. } => {
            let machine = machines.into_iter().next().ok_or("the text holds no state machine")?;
            Ok(Document {
                name: machine.name,
                definition: machine.definition?,
                input: "{}".into(),
                express: machine.machine_type == Some(MachineType::Express),
                ..Document::default()
            })
        }
        Import::MockConfig { root, machines } => {
            let (machine, case) = machines
                .iter()
                .find_map(|machine| Some((machine.name.as_str(), machine.cases.first()?.as_str())))
                .ok_or("the file names no test case")?;
            let mocks = mock_config::read(&root, machine, case).map_err(|found| {
                found.first().map_or_else(|| "the file cannot be read".to_string(), |found| found.message.clone())
            })?;
            Ok(Document { name: machine.to_string(), mocks: pretty(&mocks.to_json()), ..Document::default() })
        }
        Import::Unusable(unusable) => {
            let help = unusable.help.map_or_else(String::new, |help| format!(" {help}"));
            Err(format!("{}{help}", unusable.message))
        }
    }
}

fn from_share(shared: &ShareDocument) -> Document {
    let document = Document { cursor: shared.cursor, ..from_scenario(&shared.scenario) };
    shared.view.iter().fold(document, sight::read)
}

pub(super) fn as_scenario(document: &Document, mocks: Mocks) -> Scenario {
    let start_time = Some(document.start_time.clone()).filter(|text| !text.is_empty());
    Scenario {
        name: document.name.clone(),
        definition_text: document.definition.clone(),
        input_text: Some(document.input.clone()).filter(|text| !text.trim().is_empty()),
        machine_type: machine_type(document),
        mocks,
        s3: document.files.iter().map(|file| (file.name.clone(), as_object(file))).collect(),
        settings: Settings {
            start_time,
            seed: Some(document.seed).filter(|seed| *seed != 0),
            limits: Limits { service: service_limits(document), ..Limits::default() },
            ..Settings::default()
        },
    }
}

fn as_object(file: &File) -> S3Object {
    let bytes = file.is_base64.then(|| S3Object::from_base64(&file.content)).flatten();
    bytes.unwrap_or_else(|| S3Object::Text(file.content.clone()))
}

fn from_object((name, object): (&String, &S3Object)) -> File {
    match object {
        S3Object::Text(text) => File::of_text(name, text),
        S3Object::Bytes(_) => File { name: name.clone(), content: object.to_base64(), is_base64: true },
    }
}

fn from_scenario(scenario: &Scenario) -> Document {
    let input = scenario.input_text.clone().unwrap_or_else(|| "{}".into());
    // An input on one line is spread out for people; what its author spread out stays.
    let input = match Json::parse(&input) {
        Ok(value) if !input.contains('\n') => pretty(&value),
        _ => input,
    };
    Document {
        name: scenario.name.clone(),
        definition: scenario.definition_text.clone(),
        input,
        mocks: pretty(&scenario.mocks.to_json()),
        express: scenario.machine_type == MachineType::Express,
        start_time: scenario.settings.start_time.clone().unwrap_or_default(),
        seed: scenario.settings.seed.unwrap_or(0),
        limits_off: scenario.settings.limits.service == ServiceLimits::Off,
        files: scenario.s3.iter().map(from_object).collect(),
        ..Document::default()
    }
}
