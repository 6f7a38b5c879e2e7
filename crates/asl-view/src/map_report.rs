//! How Map Runs went, in the words of DescribeMapRun.

use serde::{Deserialize, Serialize};

/// A Map Run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MapReport {
    /// `mapRunArn`
    pub arn: String,
    /// The Map state of the outline.
    pub state: u32,
    /// `itemCounts`: a batch counts as all of its items.
    pub items: MapCounts,
    /// `executionCounts`
    pub executions: MapCounts,
    /// `toleratedFailureCount`; `None` where the state names none.
    pub tolerated_count: Option<u64>,
    /// `toleratedFailurePercentage`, 0 to 100; `None` where the state names none.
    pub tolerated_percentage: Option<f64>,
    /// Where the items came from: `bucket/key`, or the input of the state.
    pub source: String,
    /// What its ResultWriter wrote.
    pub files: Vec<WrittenFile>,
}

impl MapReport {
    /// How many child executions may fail; fewer than that where both settings are given. Without a setting: none.
    pub fn tolerated(&self) -> u64 {
        let by_share = |percentage: f64| (self.executions.total as f64 * percentage / 100.0).floor() as u64;
        let by_share = self.tolerated_percentage.map(by_share);
        self.tolerated_count.into_iter().chain(by_share).min().unwrap_or(0)
    }

    /// Child executions that count as failures.
    pub fn failures(&self) -> u64 {
        self.executions.failed + self.executions.timed_out
    }

    /// Child executions that have ended or were stopped.
    pub fn ended(&self) -> u64 {
        self.executions.succeeded + self.failures() + self.executions.aborted
    }
}

/// Items, or child executions, by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MapCounts {
    /// `pending`
    pub pending: u64,
    /// `running`
    pub running: u64,
    /// `succeeded`
    pub succeeded: u64,
    /// `failed`
    pub failed: u64,
    /// `timedOut`
    pub timed_out: u64,
    /// `aborted`
    pub aborted: u64,
    /// `resultsWritten`
    pub results_written: u64,
    /// `total`
    pub total: u64,
}

/// A file that a ResultWriter wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WrittenFile {
    /// `bucket/key`
    pub name: String,
    /// Its beginning: up to 256 KiB.
    pub text: String,
    /// The length of the whole, in bytes.
    pub bytes: u64,
}
