//! How a Map Run went: what DescribeMapRun counts, and how each child ended.

use super::{Running, items::source_name};
use asl_engine::Instant;
use asl_items::ChildStatus;
use asl_view::{MapCounts, MapReport, StatusKind};
use std::rc::Rc;

/// How a Map Run went.
#[derive(Clone, Debug, PartialEq)]
pub struct MapRunCounts {
    /// In the words of DescribeMapRun.
    pub report: MapReport,
    /// How each child execution ended.
    pub children: Vec<ChildEnd>,
}

/// How a child execution ended.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildEnd {
    /// Its status; of one that never began: what it is counted as.
    pub status: StatusKind,
    /// The error name.
    pub error: Option<Rc<str>>,
    /// Virtual milliseconds from its start to its end.
    pub duration: f64,
}

impl Running {
    /// Counts items, a batch as all of its items, and children: when the Map Run ended at some time, what had not ended by then was stopped; while it
    /// goes on, the rest is at work or to come.
    pub(crate) fn counts(&self, ended_at: Option<Instant>, is_good: bool) -> MapRunCounts {
        let (mut items, mut executions) = (MapCounts::default(), MapCounts::default());
        for index in 0..self.total() {
            let weight = self.batches.as_ref().map_or(1, |batches| batches[index].len() as u64);
            for (counts, weight) in [(&mut items, weight), (&mut executions, 1)] {
                *self.column(index, ended_at, counts) += weight;
                counts.total += weight;
            }
        }
        for counts in [&mut items, &mut executions] {
            let ended = counts.succeeded + counts.failed;
            counts.results_written = if ended_at.is_some() && is_good { counts.total } else { ended };
        }
        let report = MapReport {
            arn: self.run.arn.to_string(),
            state: self.run.state.0,
            items,
            executions,
            tolerated_count: self.run.tolerated_count,
            tolerated_percentage: self.run.tolerated_percentage,
            source: source_name(&self.run.items),
            files: Vec::new(),
        };
        MapRunCounts { report, children: (0..self.total()).map(|index| self.child_end(index, ended_at)).collect() }
    }

    /// How a child ended, for the list of them.
    fn child_end(&self, index: usize, ended_at: Option<Instant>) -> ChildEnd {
        let Some(child) = self.ended.get(index) else {
            let at_work = ended_at.is_none() && index < self.next as usize;
            let status = match at_work {
                true if self.asks => StatusKind::Token,
                true => StatusKind::Running,
                false => StatusKind::NotReached,
            };
            return ChildEnd { status, error: None, duration: 0.0 };
        };
        let stopped = ended_at.filter(|at| child.end > *at);
        let (status, error) = match &child.result {
            _ if stopped.is_some() => (StatusKind::Aborted, None),
            Ok(_) => (StatusKind::Succeeded, None),
            Err((ChildStatus::TimedOut, fault)) => (StatusKind::TimedOut, fault.error.clone()),
            Err((ChildStatus::Failed, fault)) => (StatusKind::Failed, fault.error.clone()),
            Err((_, fault)) => (StatusKind::Aborted, fault.error.clone()),
        };
        let end = stopped.unwrap_or(child.end);
        ChildEnd { status, error, duration: (end.0 - child.start.0) as f64 }
    }

    /// Where a child is counted.
    fn column<'a>(&self, index: usize, ended_at: Option<Instant>, counts: &'a mut MapCounts) -> &'a mut u64 {
        match (self.ended.get(index), ended_at) {
            (Some(child), Some(at)) if child.end > at => &mut counts.aborted,
            (Some(child), _) => match &child.result {
                Ok(_) => &mut counts.succeeded,
                Err((ChildStatus::TimedOut, _)) => &mut counts.timed_out,
                Err((ChildStatus::Failed, _)) => &mut counts.failed,
                Err(_) => &mut counts.aborted,
            },
            (None, Some(_)) => &mut counts.aborted,
            (None, None) if index < self.next as usize => &mut counts.running,
            (None, None) => &mut counts.pending,
        }
    }
}
