//! JavaScript bindings of the Stepwell core.
