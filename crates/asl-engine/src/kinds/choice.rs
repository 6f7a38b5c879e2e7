//! Choice: the first rule that matches, else Default.

use crate::{Execution, Fault, Output, Via, dataflow, evaluate::Evaluator, kinds::simple, lane::Lane, step::Exit};
use asl_json::Json;
use asl_model::{Comparison, Condition, Domain, Operand, Relation, Rule, State, Test, Then, TypeTest};
use asl_path::Query;
use asl_text::Timestamp;
use std::cmp::Ordering;

pub(crate) fn act(
    execution: &mut Execution,
    state: &State,
    rules: &[Rule],
    default: &Then,
    id: u32,
    mut lane: Box<Lane>,
    out: &mut Output,
) {
    let exit = choose(execution, state, rules, default, &mut lane);
    simple::settle(execution, exit, id, lane, out);
}

fn choose(
    execution: &Execution,
    state: &State,
    rules: &[Rule],
    default: &Then,
    lane: &mut Lane,
) -> Result<Exit, Fault> {
    let input = dataflow::effective(execution, state, lane)?;
    let mut matched = None;
    for (index, rule) in rules.iter().enumerate() {
        let evaluator = Evaluator::new(execution, lane, &input);
        if holds(&rule.condition, &evaluator, index)? {
            matched = Some((index as u32, rule));
            break;
        }
    }
    execution.note_choice(lane, rules.len(), matched.map(|(index, _)| index));
    let (then, assign, output, via) = match matched {
        Some((index, rule)) => (rule.next.clone(), rule.assign.as_ref(), rule.output.as_ref(), Via::Rule(index)),
        None => (default.clone(), state.assign.as_ref(), state.output.as_ref(), Via::Default),
    };
    if matched.is_none() && *default == Then::End {
        // Quirk: without a match and a Default the error is not States.NoChoiceMatched (outcome `Choice.And-006`).
        let cause = "Failed to transition out of the state. The state does not point to a next state.";
        return Err(execution.runtime(lane, cause));
    }
    dataflow::pass_on(execution, state, lane, &input, [assign, output], (then, via))
}

fn holds(condition: &Condition, evaluator: &Evaluator<'_>, index: usize) -> Result<bool, Fault> {
    match condition {
        Condition::And(parts) => {
            for part in parts {
                if !holds(part, evaluator, index)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Condition::Or(parts) => {
            for part in parts {
                if holds(part, evaluator, index)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Condition::Not(part) => Ok(!holds(part, evaluator, index)?),
        Condition::Test { variable, test, .. } => {
            passes(variable, test, evaluator).map_err(|cause| evaluator.execution.runtime(evaluator.lane, &cause))
        }
        Condition::Constant(value) => Ok(*value),
        Condition::Jsonata(source, _) => {
            evaluator.typed(source, &format!("Choices[{index}]/Condition"), "boolean", Json::as_bool)
        }
    }
}

fn passes(variable: &Query, test: &Test, evaluator: &Evaluator<'_>) -> Result<bool, String> {
    let left = evaluator.query(variable);
    // Only IsPresent tolerates a missing path (outcome `Choice.IsTimestamp-010`).
    if let Test::Is(TypeTest::IsPresent, expected) = test {
        return Ok(left.is_ok() == *expected);
    }
    let invalid = |query: &Query| {
        format!("Invalid path '{}': The choice state's condition path references an invalid value.", query.text())
    };
    let left = left.map_err(|_| invalid(variable))?;
    match test {
        Test::Is(kind, expected) => Ok(is(*kind, &left) == *expected),
        Test::Matches(pattern) => Ok(left.as_str().is_some_and(|text| matches_pattern(text, pattern))),
        Test::Compare(comparison, Operand::Literal(right)) => Ok(compare(*comparison, &left, right)),
        Test::Compare(comparison, Operand::Path(query)) => {
            let right = evaluator.query(query).map_err(|_| invalid(query))?;
            Ok(compare(*comparison, &left, &right))
        }
    }
}

fn is(kind: TypeTest, value: &Json) -> bool {
    match kind {
        TypeTest::IsPresent => true,
        TypeTest::IsNull => value.is_null(),
        TypeTest::IsNumeric => value.as_number().is_some(),
        TypeTest::IsString => value.as_str().is_some(),
        TypeTest::IsBoolean => value.as_bool().is_some(),
        TypeTest::IsTimestamp => value.as_str().is_some_and(|text| Timestamp::parse(text).is_some()),
    }
}

/// Values of another type than the operator's do not match; they are no error.
pub(crate) fn compare(comparison: Comparison, left: &Json, right: &Json) -> bool {
    let order = match comparison.domain {
        Domain::String => left.as_str().zip(right.as_str()).map(|(a, b)| a.encode_utf16().cmp(b.encode_utf16())),
        Domain::Numeric => left.as_f64().zip(right.as_f64()).and_then(|(a, b)| a.partial_cmp(&b)),
        Domain::Boolean => left.as_bool().zip(right.as_bool()).map(|(a, b)| a.cmp(&b)),
        Domain::Timestamp => {
            let instant = |value: &Json| value.as_str().and_then(Timestamp::parse);
            instant(left).zip(instant(right)).map(|(a, b)| a.cmp(&b))
        }
    };
    order.is_some_and(|order| match comparison.relation {
        Relation::Equals => order == Ordering::Equal,
        Relation::Less => order == Ordering::Less,
        Relation::Greater => order == Ordering::Greater,
        Relation::LessEquals => order != Ordering::Greater,
        Relation::GreaterEquals => order != Ordering::Less,
    })
}

/// `StringMatches`: `*` stands for any run of characters, `\*` for an asterisk, `\\` for a backslash.
fn matches_pattern(text: &str, pattern: &str) -> bool {
    let mut parts: Vec<Option<char>> = Vec::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        parts.push(match c {
            '*' => None,
            '\\' => Some(chars.next().unwrap_or('\\')),
            other => Some(other),
        });
    }
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut part) = (0, 0);
    // Where to go on when a run must grow: the last `*`, and the text that it has not taken yet.
    let mut retry: Option<(usize, usize)> = None;
    while at < text.len() {
        match parts.get(part) {
            Some(None) => {
                retry = Some((part, at));
                part += 1;
            }
            Some(Some(c)) if *c == text[at] => {
                at += 1;
                part += 1;
            }
            _ => match retry {
                Some((star, from)) => {
                    retry = Some((star, from + 1));
                    (at, part) = (from + 1, star + 1);
                }
                None => return false,
            },
        }
    }
    parts[part..].iter().all(Option::is_none)
}

#[cfg(test)]
mod tests {
    use super::matches_pattern;

    #[test]
    fn patterns() {
        for (text, pattern, expected) in [
            ("log-2026.txt", "log-*.txt", true),
            ("log.txt", "log-*.txt", false),
            ("a*b", "a\\*b", true),
            ("axb", "a\\*b", false),
            ("a\\b", "a\\\\b", true),
            ("", "*", true),
            ("", "", true),
            ("abc", "", false),
            ("aXbXc", "*X*X*", true),
            ("aab", "*ab", true),
        ] {
            assert_eq!(matches_pattern(text, pattern), expected, "{text} {pattern}");
        }
    }
}
