//! Replay of a recorded history.

use stepwell_tests::replay::{documents, remade, round_trip};

#[test]
fn a_history_of_ours_is_read_back_as_the_run_that_wrote_it() {
    let mut wrong = String::new();
    let documents = documents().expect("examples and suite can be read");
    assert!(documents.len() > 100, "{} documents", documents.len());
    for (name, document) in documents {
        let found = round_trip(&document).unwrap_or_else(|message| vec![message]);
        for difference in found {
            wrong.push_str(&format!("{name}\n    {difference}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn mocks_made_from_a_history_give_the_same_history() {
    let mut wrong = String::new();
    for (name, document) in documents().expect("examples and suite can be read") {
        let found = remade(&document).unwrap_or_else(Some);
        if let Some(difference) = found {
            wrong.push_str(&format!("{name}\n    {difference}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
