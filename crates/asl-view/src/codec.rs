//! A trace as one buffer: a header, the columns, and the arena of texts. Numbers are little-endian.

use crate::{ChildOutcome, Children, Event, EventType, NONE, Scope, ScopeKind, StatusKind, Texts, Trace, Visit};

/// Stands at the start of every buffer; its last byte is the version of the form.
const MAGIC: [u8; 4] = *b"SWT\x02";

/// Why a buffer is not a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// What is wrong, for people.
    pub message: &'static str,
}

impl std::fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the recorded run cannot be read: {}", self.message)
    }
}

impl std::error::Error for DecodeError {}

fn error<T>(message: &'static str) -> Result<T, DecodeError> {
    Err(DecodeError { message })
}

impl Trace {
    /// Writes the trace as one buffer.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64 + self.events.len() * 53 + self.texts.bytes.len());
        out.extend_from_slice(&MAGIC);
        for length in [
            self.events.len(),
            self.visits.len(),
            self.scopes.len(),
            self.texts.ends.len(),
            self.texts.bytes.len(),
            self.map_runs.len(),
            self.map_runs.iter().map(|run| run.outcomes.len()).sum(),
            self.map_runs.iter().map(Children::len).sum(),
        ] {
            out.extend_from_slice(&(length as u32).to_le_bytes());
        }
        out.extend_from_slice(&self.start.to_le_bytes());
        let events = &self.events;
        out.extend(events.iter().map(|event| event.kind as u8));
        events.iter().for_each(|event| out.extend_from_slice(&event.time.to_le_bytes()));
        for column in [
            |event: &Event| event.previous,
            |event: &Event| event.scope,
            |event: &Event| event.visit,
            |event: &Event| event.attempt,
            |event: &Event| event.text,
            |event: &Event| event.error,
            |event: &Event| event.cause,
            |event: &Event| event.name,
            |event: &Event| event.number,
            |event: &Event| event.assigned,
            |event: &Event| event.choice,
        ] {
            column_of(&mut out, events, column);
        }
        column_of(&mut out, &self.visits, |visit| visit.state);
        column_of(&mut out, &self.visits, |visit| visit.scope);
        column_of(&mut out, &self.visits, |visit| visit.entered);
        column_of(&mut out, &self.scopes, |scope| kind_numbers(scope.kind).0);
        column_of(&mut out, &self.scopes, |scope| kind_numbers(scope.kind).1);
        column_of(&mut out, &self.scopes, |scope| scope.parent);
        column_of(&mut out, &self.scopes, |scope| scope.owner);
        column_of(&mut out, &self.scopes, |scope| scope.machine);
        column_of(&mut out, &self.map_runs, |run| run.outcomes.len() as u32);
        column_of(&mut out, &self.map_runs, |run| run.len() as u32);
        for run in &self.map_runs {
            column_of(&mut out, &run.outcomes, |outcome| outcome.status as u32);
            column_of(&mut out, &run.outcomes, |outcome| outcome.error);
            out.extend_from_slice(&run.outcome_of);
            run.durations.iter().for_each(|duration| out.extend_from_slice(&duration.to_le_bytes()));
        }
        column_of(&mut out, &self.texts.ends, |end| *end);
        out.extend_from_slice(self.texts.bytes.as_bytes());
        out
    }

    /// Reads a buffer that [`Trace::encode`] wrote. The bytes may be anything: lengths and references between the
    /// columns are checked, so that every index of a decoded trace is in range or [`NONE`]. States, machines and
    /// edges belong to an outline and are not checked here.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut reader = Reader { rest: bytes };
        if reader.take(4)? != MAGIC {
            return error("it is of another version");
        }
        let [events, visits, scopes, texts, text_bytes, runs, outcomes, children] =
            reader.numbers::<8>()?.map(|length| length as usize);
        let start = reader.float()?;
        // 53 bytes per event and so on: a false length ends here, before anything is allocated.
        let expected = events
            .checked_mul(53)
            .and_then(|sum| sum.checked_add(visits.checked_mul(12)?))
            .and_then(|sum| sum.checked_add(scopes.checked_mul(20)?))
            .and_then(|sum| sum.checked_add(texts.checked_mul(4)?))
            .and_then(|sum| sum.checked_add(text_bytes))
            .and_then(|sum| sum.checked_add(runs.checked_add(outcomes)?.checked_mul(8)?))
            .and_then(|sum| sum.checked_add(children.checked_mul(5)?));
        if expected != Some(reader.rest.len()) || !start.is_finite() {
            return error("its length does not fit its header");
        }
        let trace = Self {
            events: read_events(&mut reader, events)?,
            visits: read_visits(&mut reader, visits)?,
            scopes: read_scopes(&mut reader, scopes)?,
            map_runs: read_map_runs(&mut reader, runs)?,
            texts: read_texts(&mut reader, texts, text_bytes)?,
            start,
        };
        check_references(&trace)?;
        Ok(trace)
    }
}

fn column_of<T>(out: &mut Vec<u8>, rows: &[T], column: impl Fn(&T) -> u32) {
    rows.iter().for_each(|row| out.extend_from_slice(&column(row).to_le_bytes()));
}

fn kind_numbers(kind: ScopeKind) -> (u32, u32) {
    match kind {
        ScopeKind::Root => (0, 0),
        ScopeKind::Branch(index) => (1, index),
        ScopeKind::Iteration(index) => (2, index),
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], DecodeError> {
        if length > self.rest.len() {
            return error("it ends too early");
        }
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        Ok(taken)
    }

    fn numbers<const N: usize>(&mut self) -> Result<[u32; N], DecodeError> {
        let mut numbers = [0; N];
        for number in &mut numbers {
            *number = self.column(1)?[0];
        }
        Ok(numbers)
    }

    fn column(&mut self, length: usize) -> Result<Vec<u32>, DecodeError> {
        let (words, _) = self.take(length * 4)?.as_chunks::<4>();
        Ok(words.iter().map(|word| u32::from_le_bytes(*word)).collect())
    }

    fn floats(&mut self, length: usize) -> Result<Vec<f64>, DecodeError> {
        let (words, _) = self.take(length * 8)?.as_chunks::<8>();
        Ok(words.iter().map(|word| f64::from_le_bytes(*word)).collect())
    }

    fn float(&mut self) -> Result<f64, DecodeError> {
        Ok(self.floats(1)?[0])
    }
}

fn read_events(reader: &mut Reader<'_>, length: usize) -> Result<Vec<Event>, DecodeError> {
    let kinds = reader.take(length)?;
    let times = reader.floats(length)?;
    let mut columns = Vec::with_capacity(11);
    for _ in 0..11 {
        columns.push(reader.column(length)?);
    }
    let mut events = Vec::with_capacity(length);
    for row in 0..length {
        let Some(kind) = EventType::from_number(kinds[row]) else { return error("an event has an unknown type") };
        let time = times[row];
        if !time.is_finite() {
            return error("an event has no time");
        }
        let [previous, scope, visit, attempt, text, error, cause, name, number, assigned, choice] =
            std::array::from_fn(|column| columns[column][row]);
        events.push(Event {
            kind,
            previous,
            time,
            scope,
            visit,
            attempt,
            text,
            error,
            cause,
            name,
            number,
            assigned,
            choice,
        });
    }
    Ok(events)
}

fn read_visits(reader: &mut Reader<'_>, length: usize) -> Result<Vec<Visit>, DecodeError> {
    let (states, scopes, entered) = (reader.column(length)?, reader.column(length)?, reader.column(length)?);
    Ok((0..length).map(|row| Visit { state: states[row], scope: scopes[row], entered: entered[row] }).collect())
}

fn read_scopes(reader: &mut Reader<'_>, length: usize) -> Result<Vec<Scope>, DecodeError> {
    let (kinds, indexes) = (reader.column(length)?, reader.column(length)?);
    let (parents, owners, machines) = (reader.column(length)?, reader.column(length)?, reader.column(length)?);
    let mut scopes = Vec::with_capacity(length);
    for row in 0..length {
        let kind = match kinds[row] {
            0 => ScopeKind::Root,
            1 => ScopeKind::Branch(indexes[row]),
            2 => ScopeKind::Iteration(indexes[row]),
            _ => return error("a scope is of an unknown kind"),
        };
        scopes.push(Scope { kind, parent: parents[row], owner: owners[row], machine: machines[row] });
    }
    Ok(scopes)
}

fn read_map_runs(reader: &mut Reader<'_>, length: usize) -> Result<Vec<Children>, DecodeError> {
    let (outcomes, children) = (reader.column(length)?, reader.column(length)?);
    let mut runs = Vec::with_capacity(length);
    for (outcomes, children) in outcomes.into_iter().zip(children) {
        let (statuses, errors) = (reader.column(outcomes as usize)?, reader.column(outcomes as usize)?);
        let status = |number: &u32| StatusKind::ALL.get(*number as usize).copied();
        let Some(statuses) = statuses.iter().map(status).collect::<Option<Vec<_>>>() else {
            return error("a child execution has an unknown status");
        };
        let outcome = |(status, error)| ChildOutcome { status, error };
        let outcome_of = reader.take(children as usize)?.to_vec();
        if outcome_of.iter().any(|outcome| u32::from(*outcome) >= outcomes) {
            return error("a child execution has no outcome");
        }
        let (words, _) = reader.take(children as usize * 4)?.as_chunks::<4>();
        let durations = words.iter().map(|word| f32::from_le_bytes(*word)).collect();
        runs.push(Children {
            outcomes: statuses.into_iter().zip(errors).map(outcome).collect(),
            outcome_of,
            durations,
        });
    }
    Ok(runs)
}

fn read_texts(reader: &mut Reader<'_>, length: usize, bytes: usize) -> Result<Texts, DecodeError> {
    let ends = reader.column(length)?;
    let Ok(text) = std::str::from_utf8(reader.take(bytes)?) else { return error("a text is not UTF-8") };
    let ordered = ends.is_sorted() && ends.last().is_none_or(|last| *last as usize <= bytes);
    if !ordered || !ends.iter().all(|end| text.is_char_boundary(*end as usize)) {
        return error("a text is out of range");
    }
    Ok(Texts { bytes: text.to_owned(), ends })
}

fn check_references(trace: &Trace) -> Result<(), DecodeError> {
    let within = |id: u32, length: usize| id == NONE || (id as usize) < length;
    let (events, visits, scopes) = (trace.events.len(), trace.visits.len(), trace.scopes.len());
    let texts = trace.texts.ends.len();
    let event_fits = |event: &Event| {
        (event.scope as usize) < scopes
            && within(event.visit, visits)
            && [event.text, event.error, event.cause, event.name, event.assigned].iter().all(|id| within(*id, texts))
    };
    let scope_fits = |(row, scope): (usize, &Scope)| {
        within(scope.owner, visits) && if row == 0 { scope.parent == NONE } else { (scope.parent as usize) < row }
    };
    let errors_fit = |run: &Children| run.outcomes.iter().all(|outcome| within(outcome.error, texts));
    let visit_fits = |visit: &Visit| (visit.scope as usize) < scopes && (visit.entered as usize) < events;
    match () {
        () if !trace.events.iter().all(event_fits) => error("an event refers to nothing"),
        () if !trace.scopes.iter().enumerate().all(scope_fits) => error("a scope refers to nothing"),
        () if !trace.visits.iter().all(visit_fits) => error("a visit refers to nothing"),
        () if !trace.map_runs.iter().all(errors_fit) => error("a child execution refers to nothing"),
        () => Ok(()),
    }
}
