//! Where the service ends an execution or a state.

/// The service's limits; `None` or the maximum where they are switched off for teaching.
///
/// Source: AWS Developer Guide, "Quotas", and the recorded cases that the fields name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Events of a history; the last of them is the failure itself. 25,000 on AWS, none for Express.
    pub events: Option<u32>,
    /// Bytes of an input, output or result: 262,144 on AWS.
    pub payload: usize,
    /// Bytes of a variable, and of the variables of one `Assign`: 262,144 on AWS.
    pub variable: usize,
    /// Bytes of all variables that a lane sees: 10 MiB on AWS.
    pub variables: usize,
    /// Iterations of an inline Map that run at a time where `MaxConcurrency` is 0 or larger. 40 on AWS.
    pub inline_concurrency: u32,
    /// Seconds from the start of an execution to its `ExecutionTimedOut`: a year, and five minutes for Express.
    pub seconds: Option<u64>,
}

impl Limits {
    /// Bytes of an input, output or result on AWS.
    pub const PAYLOAD: usize = asl_model::MOST_BYTES as usize;
    /// Bytes of a value where the service's limits are off, so that one which doubles in a loop ends too. It is ours.
    const OWN_PAYLOAD: usize = 16 << 20;
    const EXPRESS_SECONDS: u64 = 5 * 60;

    /// Those of a Standard execution.
    pub const STANDARD: Self = Self {
        events: Some(25_000),
        payload: Self::PAYLOAD,
        variable: Self::PAYLOAD,
        variables: 10 << 20,
        inline_concurrency: 40,
        seconds: Some(365 * 24 * 60 * 60),
    };

    /// Those of an Express execution.
    pub const EXPRESS: Self = Self { events: None, seconds: Some(Self::EXPRESS_SECONDS), ..Self::STANDARD };

    /// None of the service's; what keeps a run inside memory stays.
    pub const OFF: Self = Self {
        events: None,
        payload: Self::OWN_PAYLOAD,
        variable: Self::OWN_PAYLOAD,
        variables: usize::MAX,
        inline_concurrency: u32::MAX,
        seconds: None,
    };

    /// The same limits for an Express child: what is off stays off.
    pub fn of_express_child(mut self) -> Self {
        self.events = None;
        self.seconds = self.seconds.map(|_| Self::EXPRESS_SECONDS);
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::STANDARD
    }
}
