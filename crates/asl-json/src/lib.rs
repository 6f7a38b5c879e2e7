//! JSON values that are cheap to clone, keep key order and number text; and a tree with spans for definitions.
