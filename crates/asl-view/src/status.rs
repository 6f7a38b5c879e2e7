//! The ten statuses of a state, with the words, icons and classes that every view shares.

/// What happened to a state so far, as one of ten kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum StatusKind {
    /// No event yet.
    #[default]
    NotReached,
    /// It works.
    Running,
    /// It ended well.
    Succeeded,
    /// It failed, and is the cause of what follows.
    Failed,
    /// It failed because a time ran out.
    TimedOut,
    /// It failed, and a catcher took over.
    Caught,
    /// An attempt failed, and the next one waits for its time.
    Retrying,
    /// A Wait that waits.
    Waiting,
    /// A task that waits for somebody's answer: for its token to come back, or for the worker of its activity.
    Token,
    /// Something else stopped it.
    Aborted,
}

impl StatusKind {
    /// All kinds in the order of their numbers.
    pub const ALL: [Self; 10] = [
        Self::NotReached,
        Self::Running,
        Self::Succeeded,
        Self::Failed,
        Self::TimedOut,
        Self::Caught,
        Self::Retrying,
        Self::Waiting,
        Self::Token,
        Self::Aborted,
    ];

    /// The same two words everywhere.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotReached => "not reached",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::TimedOut => "timed out",
            Self::Caught => "caught",
            Self::Retrying => "retrying",
            Self::Waiting => "waiting",
            Self::Token => "waits for an answer",
            Self::Aborted => "stopped",
        }
    }

    /// The icon's name in the sprite, without `i-`.
    pub fn icon(self) -> &'static str {
        match self {
            Self::NotReached => "s-idle",
            Self::Running => "s-running",
            Self::Succeeded => "s-succeeded",
            Self::Failed => "s-failed",
            Self::TimedOut => "s-timeout",
            Self::Caught => "s-caught",
            Self::Retrying => "s-retrying",
            Self::Waiting => "s-waiting",
            Self::Token => "s-token",
            Self::Aborted => "s-aborted",
        }
    }

    /// The class for colour and border: `st-running`. Kinds that look alike share one.
    pub fn class(self) -> &'static str {
        match self {
            Self::NotReached => "st-idle",
            Self::Running => "st-running",
            Self::Succeeded => "st-succeeded",
            Self::Failed | Self::TimedOut => "st-failed",
            Self::Caught => "st-caught",
            Self::Retrying => "st-retrying",
            Self::Waiting | Self::Token => "st-waiting",
            Self::Aborted => "st-aborted",
        }
    }

    /// Whether something can still happen to it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Running | Self::Retrying | Self::Waiting | Self::Token)
    }

    /// Whether it is an error of its own.
    pub fn is_failure(self) -> bool {
        matches!(self, Self::Failed | Self::TimedOut)
    }
}

/// What happened to a state so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum NodeStatus {
    /// No event yet.
    #[default]
    NotReached,
    /// It works since this virtual time.
    Running {
        /// Virtual milliseconds.
        since: f64,
    },
    /// It ended well.
    Succeeded,
    /// It failed.
    Failed,
    /// A time ran out.
    TimedOut,
    /// A catcher took over.
    Caught,
    /// It waits for its next attempt.
    Retrying {
        /// Which retry comes next, from 1.
        attempt: u32,
        /// How many the retrier allows; 0 if the outline does not say.
        of: u32,
        /// When the attempt failed, in virtual milliseconds.
        failed_at: f64,
        /// When the next attempt starts, in virtual milliseconds.
        resumes_at: f64,
        /// The retrier's place in `Retry`; [`crate::NONE`] if unknown.
        retrier: u32,
    },
    /// A Wait that waits.
    Waiting {
        /// When it began, in virtual milliseconds.
        since: f64,
        /// Until when, in virtual milliseconds; `None` if the run stops before.
        until: Option<f64>,
    },
    /// It waits for its token to come back.
    WaitingToken {
        /// When it began, in virtual milliseconds.
        since: f64,
    },
    /// Something else stopped it.
    Aborted,
}

impl NodeStatus {
    /// The kind.
    pub fn kind(self) -> StatusKind {
        match self {
            Self::NotReached => StatusKind::NotReached,
            Self::Running { .. } => StatusKind::Running,
            Self::Succeeded => StatusKind::Succeeded,
            Self::Failed => StatusKind::Failed,
            Self::TimedOut => StatusKind::TimedOut,
            Self::Caught => StatusKind::Caught,
            Self::Retrying { .. } => StatusKind::Retrying,
            Self::Waiting { .. } => StatusKind::Waiting,
            Self::WaitingToken { .. } => StatusKind::Token,
            Self::Aborted => StatusKind::Aborted,
        }
    }
}

/// How many of something have each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts(pub(crate) [u32; 10]);

impl Counts {
    /// Counts statuses.
    pub fn of_all(statuses: &[StatusKind]) -> Self {
        let mut counts = Self::default();
        statuses.iter().for_each(|kind| counts.add(*kind));
        counts
    }

    /// How many have this status.
    pub fn of(&self, kind: StatusKind) -> u32 {
        self.0[kind as usize]
    }

    /// How many there are.
    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }

    /// How many work or wait.
    pub fn open(&self) -> u32 {
        StatusKind::ALL.into_iter().filter(|kind| kind.is_open()).map(|kind| self.of(kind)).sum()
    }

    /// How many failed or timed out.
    pub fn failed(&self) -> u32 {
        self.of(StatusKind::Failed) + self.of(StatusKind::TimedOut)
    }

    /// How many ended well, by a catcher or without.
    pub fn passed(&self) -> u32 {
        self.of(StatusKind::Succeeded) + self.of(StatusKind::Caught)
    }

    /// One status for all: failed before open before passed before stopped.
    pub fn summary(&self) -> StatusKind {
        match self {
            counts if counts.total() == counts.of(StatusKind::NotReached) => StatusKind::NotReached,
            counts if counts.failed() > 0 => StatusKind::Failed,
            counts if counts.open() > 0 => StatusKind::Running,
            counts if counts.passed() > 0 => StatusKind::Succeeded,
            _ => StatusKind::Aborted,
        }
    }

    pub(crate) fn add(&mut self, kind: StatusKind) {
        self.0[kind as usize] += 1;
    }

    pub(crate) fn remove(&mut self, kind: StatusKind) {
        self.0[kind as usize] = self.0[kind as usize].saturating_sub(1);
    }
}
