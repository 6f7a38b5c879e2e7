//! What an evaluation may use, and what it gets from outside.

use crate::error::{Error, Result};
use std::fmt;

/// The bounds of one evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Steps of work: about one per node evaluated, item visited or 16 characters touched; 3 million take about a
    /// tenth of a second natively.
    pub fuel: u64,
    /// Bytes of one value, 8 per item of an array and 1 per byte of text. All values made in one evaluation together
    /// may take eight times as many.
    pub bytes: usize,
    /// How deep evaluations may nest: one level per operator, block, function body and argument; tail calls do not nest.
    pub depth: u32,
    /// How deep arrays and objects may nest in values made here; at most [`asl_json::MAX_DEPTH`].
    pub value_depth: u32,
}

impl Limits {
    /// Room for what jsonata-js can do: 20,000 nested calls, arrays of ten million items.
    pub const STANDARD: Self =
        Self { fuel: 20_000_000, bytes: 100_000_000, depth: 250_000, value_depth: asl_json::MAX_DEPTH };
    /// AWS: about 1 s, about 6,990,256 bytes (`[1..900000] ~> $count()` fails), and a sum of 200 terms nests too deep.
    pub const AWS: Self = Self { fuel: 3_000_000, bytes: 6_990_256, depth: 100, value_depth: asl_json::MAX_DEPTH };
}

impl Default for Limits {
    fn default() -> Self {
        Self::STANDARD
    }
}

/// Which functions there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Those of jsonata-js 2.0.6.
    #[default]
    Standard,
    /// Those of Step Functions: without `$eval`, with `$partition`, `$range`, `$hash`, `$uuid`, `$parse` and seeds.
    Aws,
}

/// What an evaluation gets from its caller.
pub struct Host<'r> {
    /// What it may use.
    pub limits: Limits,
    /// What `$now()` and `$millis()` say: milliseconds since 1970.
    pub now_millis: f64,
    /// Where `$random()`, `$shuffle()` and `$uuid()` take 64 random bits from.
    pub random: &'r mut dyn FnMut() -> u64,
    /// Which functions there are.
    pub profile: Profile,
}

impl fmt::Debug for Host<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Host")
            .field("limits", &self.limits)
            .field("now_millis", &self.now_millis)
            .field("profile", &self.profile)
            .finish_non_exhaustive()
    }
}

/// How much is left.
#[derive(Debug)]
pub(crate) struct Budget {
    limits: Limits,
    fuel: u64,
    bytes: usize,
}

impl Budget {
    pub fn new(limits: Limits) -> Self {
        let value_depth = limits.value_depth.min(asl_json::MAX_DEPTH);
        let limits = Limits { value_depth, ..limits };
        Self { limits, fuel: limits.fuel, bytes: limits.bytes.saturating_mul(8) }
    }

    /// Pays for work.
    pub fn spend(&mut self, steps: usize) -> Result<()> {
        match self.fuel.checked_sub(steps as u64) {
            Some(left) => {
                self.fuel = left;
                Ok(())
            }
            None => Err(self.exhausted()),
        }
    }

    /// Takes note of work that is done already: what is too much ends with the next step.
    pub fn charge(&mut self, steps: usize) {
        self.fuel = self.fuel.saturating_sub(steps as u64);
    }

    #[cold]
    #[inline(never)]
    fn exhausted(&mut self) -> Box<Error> {
        self.fuel = 0;
        let steps = self.limits.fuel;
        Error::limit(format!("the expression takes too long: it was ended after {steps} steps"))
    }

    /// Pays for text that is looked at.
    pub fn spend_text(&mut self, bytes: usize) -> Result<()> {
        self.spend(bytes / 16)
    }

    /// Pays for a value that is made.
    #[inline(never)]
    pub fn take(&mut self, bytes: usize) -> Result<()> {
        let most = self.limits.bytes;
        match self.bytes.checked_sub(bytes) {
            _ if bytes > most => Err(Error::limit(format!("the expression makes a value of more than {most} bytes"))),
            Some(left) => {
                self.bytes = left;
                Ok(())
            }
            None => Err(Error::limit(format!("the expression needs too much memory: more than 8 times {most} bytes"))),
        }
    }

    /// Checks how deep evaluations nest.
    #[inline(never)]
    pub fn check_depth(&self, depth: u32) -> Result<()> {
        let most = self.limits.depth;
        if depth > most {
            return Err(Error::limit(format!("the expression nests deeper than {most} evaluations")));
        }
        Ok(())
    }

    /// Checks how deep a value nests.
    #[inline(never)]
    pub fn check_value_depth(&self, depth: u32) -> Result<()> {
        let most = self.limits.value_depth;
        if depth > most {
            return Err(Error::limit(format!("the expression makes a value that nests deeper than {most} levels")));
        }
        Ok(())
    }
}
