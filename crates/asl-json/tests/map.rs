//! Objects keep the order of their keys, however many there are.

use asl_json::{Json, Map};
use std::rc::Rc;

fn key(at: usize) -> Rc<str> {
    format!("k{at}").into()
}

fn printed(map: &Map) -> String {
    Json::object(map.clone()).to_string()
}

/// Few entries are searched one by one, many have an index: both sides of that line behave alike.
#[test]
fn entries_are_found_replaced_and_removed() {
    for count in [0, 1, 7, 8, 9, 10, 100] {
        let mut map: Map = (0..count).map(|at| (key(at), Json::int(at as i64))).collect();
        assert_eq!((map.len(), map.is_empty()), (count, count == 0));
        assert!(map.keys().enumerate().all(|(at, name)| *name == key(at)), "{count}");
        assert!((0..count).all(|at| map.get(&key(at)) == Some(&Json::int(at as i64))), "{count}");
        assert_eq!((map.get("other"), map.get_index_of("other")), (None, None));
        // A new value for a key stays in the key's place.
        for at in 0..count {
            assert_eq!(map.insert(key(at), Json::Null), Some(Json::int(at as i64)), "{count}");
        }
        assert_eq!(map.len(), count);
        // What is removed is gone, and what stands behind it is still found.
        for left in (0..count).rev() {
            assert_eq!(map.shift_remove(&key(count - 1 - left)), Some(Json::Null), "{count}");
            assert!((count - left..count).all(|at| map.get_index_of(&key(at)) == Some(at - (count - left))), "{count}");
        }
        assert_eq!((printed(&map).as_str(), map.shift_remove("k0")), ("{}", None));
    }
}

#[test]
fn the_order_of_keys_matters_to_the_text_alone() {
    for count in [2, 8, 9, 30] {
        let forth: Map = (0..count).map(|at| (key(at), Json::int(at as i64))).collect();
        let back: Map = (0..count).rev().map(|at| (key(at), Json::int(at as i64))).collect();
        assert_eq!(forth, back);
        assert_ne!(printed(&forth), printed(&back));
        assert_eq!(Json::parse(&printed(&back)).map(|value| value.to_string()), Ok(printed(&back)));
        let longer: Map = (0..=count).map(|at| (key(at), Json::int(at as i64))).collect();
        assert_ne!(forth, longer);
    }
}

#[test]
fn a_text_is_the_same_whichever_way_it_is_written() {
    let value = Json::parse(r#"{"a": [1.0, -5, true, null, "q\"\\\u0001é"], "b": {"c": 1e5}}"#).expect("JSON");
    for value in [value.compact(), value] {
        let mut text = String::from("before ");
        value.write_to(&mut text);
        assert_eq!(text, format!("before {value}"));
        assert_eq!(value.size(), value.to_string().len());
    }
}
