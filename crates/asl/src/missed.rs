//! The path of a definition that selected nothing, read off the cause of the failure.

use crate::miss;
use asl_engine::{StageName, Stages};
use asl_json::{
    Json,
    spanned::{Node, Value},
};
use asl_path::Root;
use asl_text::{LineIndex, Span};
use asl_view::Missed;

/// What the causes of AWS put before a path or an expression.
const BEFORE: [&str; 5] = [
    "The JSONPath '",
    "Invalid path '",
    "The JSONata expression '",
    "The JsonPath argument for the field '",
    "The path '",
];

/// The path or expression that failed, where it stands, and what was probably meant.
pub fn missed(state: &Node, stages: &Stages, text: &str) -> Option<Missed> {
    let cause = stages.fault.as_ref()?.cause.as_deref()?;
    let (path, rest) = BEFORE.iter().find_map(|before| {
        let (_, after) = cause.split_once(before)?;
        let end = ["' specified", "': ", "' : ", "' threw", "' returned", "' could"]
            .iter()
            .filter_map(|end| after.find(end))
            .min()?;
        Some(after.split_at(end))
    })?;
    let field =
        rest.split_once("for the field '").and_then(|(_, field)| field.split_once('\'')).map(|(field, _)| field);
    let name = field.map(|field| field.rsplit('/').next().unwrap_or(field));
    let span = written(state, path, name)?;
    let roots = |root: &Root| match root {
        Root::Input => looked_at(stages),
        Root::Context => Some(stages.context.clone()),
        Root::Variable(name) => stages.before.get(name).cloned(),
    };
    let meant = if path.starts_with('$') && !cause.contains("JSONata") {
        miss(path, &roots).and_then(|found| found.meant)
    } else {
        jsonata(path, stages)
    };
    let lines = LineIndex::new(text);
    Some(Missed { path: path.to_string(), range: (lines.utf16(span.start), lines.utf16(span.end)), meant })
}

/// The string of a state that holds a path; one under the named field, if there is one.
fn written(state: &Node, path: &str, field: Option<&str>) -> Option<Span> {
    let (mut waiting, mut found): (Vec<(&str, &Node)>, Option<Span>) = (vec![("", state)], None);
    while let Some((key, node)) = waiting.pop() {
        match &node.value {
            Value::Object(members) => waiting.extend(members.iter().rev().map(|member| (&*member.key, &member.value))),
            Value::Array(items) => waiting.extend(items.iter().rev().map(|item| (key, item))),
            Value::String(text) if text.contains(path) => {
                if field.is_none_or(|field| field == key || field.trim_end_matches(".$") == key) {
                    return Some(node.span);
                }
                found = found.or(Some(node.span));
            }
            _ => {}
        }
    }
    found
}

/// What `$` is for the field that failed.
fn looked_at(stages: &Stages) -> Option<Json> {
    let failed = stages.stages.iter().rev().find(|stage| stage.value.is_err()).map(|stage| stage.name);
    let names: &[StageName] = match failed {
        Some(StageName::AfterInputPath) => &[StageName::Input],
        Some(StageName::AfterResultSelector) => &[StageName::Result],
        Some(StageName::Output) => &[StageName::AfterResultPath, StageName::AfterInputPath],
        _ => &[StageName::AfterInputPath, StageName::Input],
    };
    names.iter().find_map(|name| stages.value(*name).cloned())
}

/// The first simple reference of an expression that selects nothing, mended.
fn jsonata(expression: &str, stages: &Stages) -> Option<String> {
    let roots = [
        ("$states.input", stages.value(StageName::Input)),
        ("$states.result", stages.value(StageName::Result)),
        ("$states.context", Some(&stages.context)),
    ];
    roots.into_iter().find_map(|(name, value)| {
        let start = expression.find(name)?;
        let rest = &expression[start + name.len()..];
        let end = rest.find(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '_' | '.'))).unwrap_or(rest.len());
        let found = miss(&format!("${}", &rest[..end]), &|_| value.cloned())?;
        let meant = found.meant?;
        Some(format!("{}{name}{}{}", &expression[..start], &meant[1..], &rest[end..]))
    })
}
