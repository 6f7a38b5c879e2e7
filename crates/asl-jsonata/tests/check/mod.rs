//! Evaluates tables of expressions.

use asl_json::Json;
use asl_jsonata::{Bindings, Error, Expression, Host, Limits, Profile};

/// The input of the tables.
pub const INPUT: &str = r#"{
    "shop": {
        "name": "Corner",
        "open": true,
        "owner": null,
        "shelves": [
            {
                "row": 1,
                "goods": [
                    {
                        "id": "a1",
                        "title": "Tea",
                        "price": 2.5,
                        "count": 4,
                        "tags": [
                            "hot",
                            "leaf"
                        ]
                    },
                    {
                        "id": "a2",
                        "title": "Coffee",
                        "price": 4,
                        "count": 0,
                        "tags": [
                            "hot"
                        ]
                    }
                ]
            },
            {
                "row": 2,
                "goods": [
                    {
                        "id": "b1",
                        "title": "Sugar",
                        "price": 1.25,
                        "count": 10,
                        "tags": []
                    }
                ]
            },
            {
                "row": 3,
                "goods": []
            }
        ]
    },
    "orders": [
        {
            "good": "a1",
            "by": "Ann",
            "n": 2
        },
        {
            "good": "b1",
            "by": "Bob",
            "n": 5
        },
        {
            "good": "a1",
            "by": "Bob",
            "n": 1
        }
    ],
    "matrix": [
        [
            1,
            2
        ],
        [
            3,
            [
                4,
                5
            ]
        ]
    ],
    "single": [
        7
    ],
    "none": [],
    "text": "to be, or not to be",
    "odd key": 1
}"#;

/// Evaluates an expression as a profile does, with its limits.
pub fn evaluate(expression: &str, input: Option<&Json>, profile: Profile) -> Result<Option<Json>, Error> {
    let limits = if profile == Profile::Aws { Limits::AWS } else { Limits::STANDARD };
    evaluate_within(expression, input, profile, limits)
}

/// Evaluates an expression within limits.
pub fn evaluate_within(
    expression: &str,
    input: Option<&Json>,
    profile: Profile,
    limits: Limits,
) -> Result<Option<Json>, Error> {
    let mut state = 1u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state
    };
    let mut host = Host { limits, now_millis: 1_700_000_000_000.0, random: &mut random, profile };
    Expression::parse(expression)?.evaluate(input, &Bindings::new(), &mut host)
}

/// An outcome in short: the JSON text, `undefined`, or `!code@position token`.
pub fn outcome(result: &Result<Option<Json>, Error>) -> String {
    match result {
        Ok(Some(value)) => value.to_string(),
        Ok(None) => "undefined".to_string(),
        Err(error) => {
            let position = error.position.map_or(String::new(), |position| format!("@{position}"));
            let token = error.token.as_ref().map_or(String::new(), |token| format!(" {token}"));
            format!("!{}{position}{token}", error.code)
        }
    }
}

/// Checks a table for the standard profile.
#[allow(dead_code, reason = "each test file uses a part of this")]
pub fn cases(cases: &[(&str, &str)]) {
    let input = Json::parse(INPUT).expect("the input is JSON");
    check(cases, Some(&input), Profile::Standard);
}

/// Checks a table; all failures are reported together. The order of keys does not matter.
pub fn check(cases: &[(&str, &str)], input: Option<&Json>, profile: Profile) {
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|(expression, wanted)| {
            let result = evaluate(expression, input, profile);
            let got = outcome(&result);
            let same = match (&result, Json::parse_compact(wanted)) {
                (Ok(Some(value)), Ok(wanted)) => *value == wanted,
                _ => got == *wanted,
            };
            let message = result.err().map(|error| error.message).unwrap_or_default();
            if same { None } else { Some(format!("{expression}\n   wanted {wanted}\n   got    {got} {message}")) }
        })
        .collect();
    assert!(failures.is_empty(), "{} of {} fail:\n{}", failures.len(), cases.len(), failures.join("\n"));
}
