//! JSONata 2.0.6 with spans, fuel and an allocation budget.
