//! The pure machine: one transition at a time, an append-only history of AWS events on a virtual clock.
