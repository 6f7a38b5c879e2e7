//! What Java 17 answers, and what the calls make of it.

use asl_intrinsics::{
    Call, Env,
    java::{JavaRandom, double_text, hash_map_order, string_hash, text},
};
use asl_json::Json;

fn evaluate(call: &str, input: &str) -> String {
    let input = Json::parse(input).expect(input);
    let mut env = Env { roots: &|_| Some(input.clone()), input: &input, random: &mut || 0 };
    match Call::parse(call).expect(call).evaluate(&mut env) {
        Ok(value) => value.to_string(),
        Err(fault) => fault.message,
    }
}

#[test]
fn doubles_print_as_in_java() {
    for (value, printed) in [
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (1.0, "1.0"),
        (0.001, "0.001"),
        (0.0009, "9.0E-4"),
        (1e7, "1.0E7"),
        (9_999_999.5, "9999999.5"),
        (12_345_678.9, "1.23456789E7"),
        (1e21, "1.0E21"),
        (123_456_789_012.25, "1.2345678901225E11"),
        (-2.5, "-2.5"),
        (1e300, "1.0E300"),
        (f64::NAN, "NaN"),
        (f64::NEG_INFINITY, "-Infinity"),
    ] {
        assert_eq!(double_text(value), printed);
    }
}

#[test]
fn values_print_as_in_java() {
    for (json, printed) in [
        (r#"{"a": [1, "x", null, {}], "b": 1.50}"#, "{a=[1, x, null, {}], b=1.5}"),
        (r#""as it is""#, "as it is"),
        ("-0", "0"),
        ("-0.0", "-0.0"),
        ("1e10", "1.0E10"),
        ("123456789012345678901", "123456789012345678901"),
    ] {
        assert_eq!(text(&Json::parse(json).expect(json)), printed);
    }
}

#[test]
fn random_numbers_are_javas() {
    let mut random = JavaRandom::new(42);
    assert_eq!((random.next_int(10), random.next_int(16), random.next_int(1_000_000_007)), (0, 0, 467_211_241));
    let mut random = JavaRandom::new(-10);
    assert_eq!((random.next_int(9), random.next_int(i32::MAX)), (0, 39_238_929));
    assert_eq!((random.next_int(0), random.next_int(-5)), (0, 0));
}

#[test]
fn hashes_and_orders_are_javas() {
    assert_eq!(string_hash("héllo🚀"), 291_564_593);
    assert_eq!(string_hash("StateMachineArn"), 537_730_023);
    let keys = (0..30).map(|number| (format!("key{}", number * number).into(), number)).collect();
    let order: Vec<String> = hash_map_order(keys).into_iter().map(|(key, _)| key[3..].to_string()).collect();
    assert_eq!(
        order.join(" "),
        "1 0 4 9 576 256 81 676 64 36 196 16 529 729 625 169 400 289 784 225 324 841 121 484 100 144 441 25 361 49"
    );
    assert!(hash_map_order::<()>(Vec::new()).is_empty());
}

#[test]
fn unique_items_come_in_the_order_of_a_hash_set() {
    let input = r#"{"list": [true, false, true, 1, "1", 1.0, 1.5, null, [1, 2], [2, 1], [1, 2], "hello", "World", 100000,
        9999999999, -5, "", {"b": 2, "a": 1}, {"a": 1, "b": 2}]}"#;
    assert_eq!(
        evaluate("States.ArrayUnique($.list)", input),
        r#"[null,[2,1],"",{"b":2,"a":1},1,100000,[1,2],-5,"World",true,1.0,"1",false,9999999999,1.5,"hello"]"#
    );
    let many: Vec<String> = (0..40).map(|number| format!("\"k{}\"", number * 7 % 23)).collect();
    let input = format!("{{\"list\": [{}]}}", many.join(","));
    assert_eq!(
        evaluate("States.ArrayUnique($.list)", &input).replace("\",\"k", " "),
        "[\"k11 10 13 12 15 14 17 16 19 18 0 1 2 3 20 4 5 22 21 6 7 8 9\"]"
    );
}

#[test]
fn merged_keys_come_in_the_order_of_a_copied_hash_map() {
    for (left, right, keys) in [
        ("left", "right", "left right"),
        ("payload keep", "payload", "payload keep"),
        ("a b c", "c d", "a b c d"),
        ("", "x y zeta", "x zeta y"),
        (
            "id name status total",
            "ts who where why id more again extra",
            "total more again extra name why where id status ts who",
        ),
        ("one two three four five six seven", "eight", "six four one seven two three five eight"),
    ] {
        let object = |keys: &str| Json::from_pairs(keys.split_whitespace().map(|key| (key, Json::int(1))));
        let input = Json::from_pairs([("left", object(left)), ("right", object(right))]).to_string();
        let merged = Json::parse(&evaluate("States.JsonMerge($.left, $.right, false)", &input)).expect("an object");
        let order: Vec<&str> = merged.as_object().into_iter().flat_map(asl_json::Map::keys).map(|key| &**key).collect();
        assert_eq!(order.join(" "), keys);
    }
}
