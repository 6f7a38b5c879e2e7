//! Tables: many small cases in one block, with columns set off by ` | `.
//!
//! `choices`: `OPERATOR | LEFT | RIGHT | RESULT`. A rule with the operator compares `$.left`, which is LEFT, with
//! RIGHT; where the operator's name ends in `Path`, RIGHT is the value of `$.right`. A side that is `-` is missing.
//! RESULT is `true`, `false`, or the error's cause without its prefix.
//!
//! `values`: `EXPRESSION | RESULT`. The value of a path or intrinsic function in a template, against the case's input;
//! RESULT is its text, or `!` and the error's cause without its prefix.

use asl::json::Json;
use std::collections::BTreeMap;

/// Fills the last column of a table of operators.
pub(crate) fn choices(table: &str) -> Result<String, String> {
    rows(table, |cells| {
        let [operator, left, right, ..] = cells else { return Err("a row wants four columns".into()) };
        let side = |text: &str| match text {
            "-" => Ok(None),
            text => Json::parse_compact(text).map(Some).map_err(|error| format!("`{text}`: {error}")),
        };
        let (left, right) = (side(left)?, side(right)?);
        let by_path = operator.ends_with("Path");
        let operand = if by_path { Json::from("$.right") } else { right.clone().ok_or("nothing to compare with")? };
        let rule = [("Variable", Json::from("$.left")), (operator, operand), ("Next", Json::from("Yes"))];
        let choice = [
            ("Type", Json::from("Choice")),
            ("Choices", Json::array(vec![Json::from_pairs(rule)])),
            ("Default", Json::from("No")),
        ];
        let answer = |value| {
            let fields = [("Type", Json::from("Pass")), ("Result", Json::Bool(value)), ("End", Json::Bool(true))];
            Json::from_pairs(fields)
        };
        let states = [("Check", Json::from_pairs(choice)), ("Yes", answer(true)), ("No", answer(false))];
        let sides = [("left", left), ("right", right.filter(|_| by_path))];
        let input = Json::from_pairs(sides.into_iter().filter_map(|(key, value)| Some((key, value?))));
        let result = result("Check", states, &input.to_string())?;
        Ok([*operator, cells[1], cells[2], &result].join(" | "))
    })
}

/// Fills the last column of a table of expressions.
pub(crate) fn values(input: &str, table: &str) -> Result<String, String> {
    rows(table, |cells| {
        let expression = cells[0];
        let pass = [
            ("Type", Json::from("Pass")),
            ("Parameters", Json::from_pairs([("value.$", Json::from(expression))])),
            ("OutputPath", Json::from("$.value")),
            ("End", Json::Bool(true)),
        ];
        let result = result("Evaluate", [("Evaluate", Json::from_pairs(pass))], input)?;
        Ok([expression, &result].join(" | "))
    })
}

/// Computes each row anew; the same machine is not built twice for equal rows.
fn rows(table: &str, row: impl Fn(&[&str]) -> Result<String, String>) -> Result<String, String> {
    let mut known: BTreeMap<&str, String> = BTreeMap::new();
    let mut text = String::new();
    for line in table.lines() {
        if !known.contains_key(line) {
            let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
            known.insert(line, row(&cells).map_err(|message| format!("`{line}`: {message}"))?);
        }
        text.push_str(&known[line]);
        text.push('\n');
    }
    Ok(text)
}

/// The output of a machine of these states, or `!` and the cause of its failure.
fn result<const N: usize>(start: &str, states: [(&str, Json); N], input: &str) -> Result<String, String> {
    let definition = Json::from_pairs([("StartAt", Json::from(start)), ("States", Json::from_pairs(states))]);
    let document = [("definition", definition), ("inputText", Json::from(input.trim_end()))];
    match asl::run_scenario(&Json::from_pairs(document).to_string()) {
        Err(refusal) => Ok(format!("! {}", refusal.diagnostics.first().map_or("", |found| &found.message))),
        Ok(ran) => {
            let summary = Json::parse_compact(&ran.summary).map_err(|error| error.to_string())?;
            let cause = summary.get("cause").and_then(Json::as_str);
            let prefix =
                format!("An error occurred while executing the state '{start}' (entered at the event id #2). ");
            Ok(match cause {
                Some(cause) => format!("! {}", cause.strip_prefix(&prefix).unwrap_or(cause).replace('\n', "\\n")),
                None => summary.get("output").map(ToString::to_string).unwrap_or_default(),
            })
        }
    }
}
