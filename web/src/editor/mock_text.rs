//! Edits of the mocks' text that keep what the user wrote as it is.

/// How a task is mocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It succeeds.
    Return,
    /// It fails.
    Throw,
}

/// The text with one more state mocked, and the range of the new member in UTF-16 code units; `None` where the text is
/// no object to add to.
pub fn with_mock(text: &str, state: &str, service: &str, answer: Answer) -> Option<(String, (u32, u32))> {
    let member = format!("  {}: [\n    {}\n  ]", quote(state), response(service, answer));
    let trimmed = text.trim();
    let (before, separator) = if trimmed.is_empty() {
        ("{".to_owned(), "\n")
    } else {
        let open = text.trim_end().strip_suffix('}')?.trim_end();
        let separator = if open.ends_with('{') || open.ends_with(',') { "\n" } else { ",\n" };
        (open.to_owned(), separator)
    };
    let head = before + separator;
    let start = head.encode_utf16().count() as u32;
    let end = start + member.encode_utf16().count() as u32;
    Some((format!("{head}{member}\n}}\n"), (start + 2, end)))
}

/// Where a state's mocks stand in the text, in UTF-16 code units.
pub fn place_of(text: &str, state: &str) -> Option<(u32, u32)> {
    let key = quote(state);
    let start = text.find(&key)?;
    let units = |text: &str| text.encode_utf16().count() as u32;
    Some((units(&text[..start]), units(&text[..start + key.len()])))
}

fn response(service: &str, answer: Answer) -> &'static str {
    match (answer, service) {
        (Answer::Throw, _) => {
            r#"{ "Throw": { "Error": "States.TaskFailed", "Cause": "no answer" }, "DelaySeconds": 0.5 }"#
        }
        (Answer::Return, "lambda") => r#"{ "Return": { "StatusCode": 200, "Payload": {} }, "DelaySeconds": 0.5 }"#,
        (Answer::Return, _) => r#"{ "Return": {}, "DelaySeconds": 0.5 }"#,
    }
}

/// A JSON string.
fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control < ' ' => quoted.extend(format!("\\u{:04x}", control as u32).chars()),
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mock_is_added_to_any_object() {
        let cases = [
            ("", "{\n  \"A\": ["),
            ("{}", "{\n  \"A\": ["),
            ("{\n  \"B\": []\n}\n", "{\n  \"B\": [],\n  \"A\": ["),
            ("{ \"B\": [], }", "{ \"B\": [],\n  \"A\": ["),
        ];
        for (text, start) in cases {
            let (edited, range) = with_mock(text, "A", "sqs", Answer::Return).expect(text);
            assert!(edited.starts_with(start), "{edited}");
            assert!(edited.ends_with("]\n}\n"), "{edited}");
            assert_eq!(&edited[range.0 as usize..range.0 as usize + 3], "\"A\"");
        }
        assert_eq!(with_mock("[1]", "A", "", Answer::Throw), None);
    }

    #[test]
    fn a_state_is_found_by_its_quoted_name() {
        assert_eq!(place_of("{ \"é \\\"x\\\"\": [] }", "é \"x\""), Some((2, 11)));
        assert_eq!(place_of("{}", "A"), None);
    }
}
