//! What people see of a run, as pure functions of a trace and a cursor.
