//! A layered graph layout in model order, recursive per branch; same input, same picture.
