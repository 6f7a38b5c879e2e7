//! A CSV to try things with.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use std::fmt::Write;

/// The most rows that are made.
pub const MAX_ROWS: usize = 1_000_000;

const NAMES: [&str; 8] = [
    "Ada Ortiz",
    "Bo Lindqvist",
    "Chen Wei",
    "\"Diaz, Eva\"",
    "Farid Khan",
    "Grace Oyelaran",
    "Hana Sato",
    "Ivo Novák",
];
const PRODUCTS: [&str; 6] = ["lamp", "desk", "chair", "\"shelf, oak\"", "\"10\"\" vase\"", "rug"];

/// Makes a CSV of orders with the columns `orderId,customer,email,product,quantity,price,orderedAt`. Of `rows` (at most
/// [`MAX_ROWS`]), the share `bad_share` (0 to 1, rounded to whole rows) is bad: a quantity that is no number, below zero
/// or absent, an address without `@`, a date that does not exist, or a row that ends early. The same seed gives the same
/// text.
pub fn generate_csv(rows: usize, bad_share: f64, seed: u64) -> String {
    let rows = rows.min(MAX_ROWS);
    let share = if bad_share.is_finite() { bad_share.clamp(0.0, 1.0) } else { 0.0 };
    let mut bad_left = (rows as f64 * share).round() as usize;
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut out = String::with_capacity(80 * rows + 80);
    out.push_str("orderId,customer,email,product,quantity,price,orderedAt\n");
    for row in 0..rows {
        let mut pick = |count: usize| random.next_u32() as usize % count;
        // Each choice of bad rows among those that are left is as likely as any other.
        let bad = pick(rows - row) < bad_left;
        bad_left -= usize::from(bad);
        let flaw = if bad { pick(6) } else { 6 };
        let (customer, product) = (pick(NAMES.len()), PRODUCTS[pick(PRODUCTS.len())]);
        let (quantity, cents, month, day) = (pick(9) + 1, pick(20_000) + 99, pick(12) + 1, pick(28) + 1);
        let name = NAMES[customer];
        let at = if flaw == 3 { "" } else { "@" };
        let quantity = match flaw {
            0 => "many".to_string(),
            1 => format!("-{quantity}"),
            2 => String::new(),
            _ => quantity.to_string(),
        };
        let day = if flaw == 4 { day + 40 } else { day };
        // Writing to a String cannot fail.
        let _ = write!(out, "O-{:07},{name},customer{customer}{at}example.com,{product}", row + 1);
        if flaw != 5 {
            let _ = write!(out, ",{quantity},{}.{:02},2026-{month:02}-{day:02}", cents / 100, cents % 100);
        }
        out.push('\n');
    }
    out
}
