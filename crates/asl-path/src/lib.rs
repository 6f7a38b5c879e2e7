//! JSONPath with Jayway's semantics, as Step Functions runs it.
