//! The facade: check a definition, run a scenario, write AWS's JSON; the only crate that shells name.
