//! An ASL definition as a typed, resolved program, and the diagnostics on the way there.
