//! What a type of event means for the state that it belongs to.

use crate::EventType;

/// The part that an event plays in the life of a state, an iteration or the execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A state is entered.
    Entered,
    /// A state is left.
    Exited,
    /// An attempt of a task is handed over.
    Scheduled,
    /// An attempt runs.
    Started,
    /// The service has answered, the result is still to come.
    Submitted,
    /// An attempt, a Map or a Parallel ended well.
    Done,
    /// An attempt, a Map, a Parallel or an evaluation failed.
    Failed,
    /// A time ran out.
    TimedOut,
    /// It was stopped by something else.
    Aborted,
    /// The execution, an iteration or a map run itself.
    Outer,
}

impl EventType {
    /// The part it plays.
    pub fn role(self) -> Role {
        match self {
            Self::ActivityScheduled | Self::LambdaFunctionScheduled | Self::TaskScheduled => Role::Scheduled,
            Self::ActivityStarted
            | Self::LambdaFunctionStarted
            | Self::TaskStarted
            | Self::MapStateStarted
            | Self::ParallelStateStarted => Role::Started,
            Self::TaskSubmitted => Role::Submitted,
            Self::ActivitySucceeded
            | Self::LambdaFunctionSucceeded
            | Self::TaskSucceeded
            | Self::MapStateSucceeded
            | Self::ParallelStateSucceeded => Role::Done,
            Self::ActivityFailed
            | Self::ActivityScheduleFailed
            | Self::LambdaFunctionFailed
            | Self::LambdaFunctionScheduleFailed
            | Self::LambdaFunctionStartFailed
            | Self::TaskFailed
            | Self::TaskStartFailed
            | Self::TaskSubmitFailed
            | Self::MapStateFailed
            | Self::ParallelStateFailed
            | Self::EvaluationFailed => Role::Failed,
            Self::ActivityTimedOut | Self::LambdaFunctionTimedOut | Self::TaskTimedOut => Role::TimedOut,
            Self::MapStateAborted | Self::ParallelStateAborted | Self::TaskStateAborted | Self::WaitStateAborted => {
                Role::Aborted
            }
            Self::ChoiceStateEntered
            | Self::FailStateEntered
            | Self::MapStateEntered
            | Self::ParallelStateEntered
            | Self::PassStateEntered
            | Self::SucceedStateEntered
            | Self::TaskStateEntered
            | Self::WaitStateEntered => Role::Entered,
            Self::ChoiceStateExited
            | Self::MapStateExited
            | Self::ParallelStateExited
            | Self::PassStateExited
            | Self::SucceedStateExited
            | Self::TaskStateExited
            | Self::WaitStateExited => Role::Exited,
            Self::ExecutionAborted
            | Self::ExecutionFailed
            | Self::ExecutionStarted
            | Self::ExecutionSucceeded
            | Self::ExecutionTimedOut
            | Self::ExecutionRedriven
            | Self::MapIterationAborted
            | Self::MapIterationFailed
            | Self::MapIterationStarted
            | Self::MapIterationSucceeded
            | Self::MapRunAborted
            | Self::MapRunFailed
            | Self::MapRunStarted
            | Self::MapRunSucceeded
            | Self::MapRunRedriven
            | Self::Unknown => Role::Outer,
        }
    }

    /// Whether it ends the execution.
    pub fn is_end(self) -> bool {
        matches!(
            self,
            Self::ExecutionAborted | Self::ExecutionFailed | Self::ExecutionSucceeded | Self::ExecutionTimedOut
        )
    }

    /// Whether it tells of an error that an author cares about: the failure itself or the end of an execution by it,
    /// and not the events that only pass it on or stop siblings.
    pub fn is_error(self) -> bool {
        match self.role() {
            Role::Failed => !matches!(self, Self::MapStateFailed | Self::ParallelStateFailed),
            Role::TimedOut => true,
            _ => matches!(
                self,
                Self::ExecutionFailed | Self::ExecutionTimedOut | Self::FailStateEntered | Self::MapRunFailed
            ),
        }
    }
}
