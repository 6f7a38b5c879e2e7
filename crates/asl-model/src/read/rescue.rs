//! `Retry` and `Catch`.

use super::at::At;
use super::fields;
use super::findings::schema;
use super::reader::Reader;
use super::state::Scope;
use super::value::Range;
use crate::program::{Catcher, Jitter, Language, ResultPath, Retrier};
use asl_json::spanned::Node;
use std::rc::Rc;

/// AWS's largest number of seconds and of attempts.
const MOST: u32 = 99_999_999;

impl Reader {
    /// `Retry`.
    pub(crate) fn retriers(&mut self, node: Option<&Node>, at: &At<'_>) -> Vec<Retrier> {
        let items = node.and_then(|node| self.array(node, at)).unwrap_or_default();
        items
            .iter()
            .enumerate()
            .map(|(index, item)| self.retrier(item, &at.index(index), index + 1 == items.len()))
            .collect()
    }

    fn retrier(&mut self, node: &Node, at: &At<'_>, last: bool) -> Retrier {
        let mut retrier = Retrier {
            errors: Vec::new(),
            interval_seconds: 1.0,
            max_attempts: 3,
            backoff_rate: 2.0,
            max_delay_seconds: None,
            jitter: Jitter::None,
            span: node.span,
        };
        if self.object(node, at).is_none() {
            return retrier;
        }
        let meant = self.supported(node, at, fields::RETRIER, Language::JsonPath);
        self.required(node, node.span, at, &["ErrorEquals"], &meant);
        retrier.errors = self.error_equals(node, at, last);
        let mut number = |name: &str, range| self.number(node.get(name)?, &at.key(name), range);
        // Quirk: 0 is accepted, though the documentation says "a positive integer".
        if let Some(seconds) = number("IntervalSeconds", Range::whole(0, MOST)) {
            retrier.interval_seconds = seconds;
        }
        if let Some(attempts) = number("MaxAttempts", Range::whole(0, MOST)) {
            retrier.max_attempts = attempts as u32;
        }
        if let Some(rate) = number("BackoffRate", Range::any(1.0, f64::MAX)) {
            retrier.backoff_rate = rate;
        }
        retrier.max_delay_seconds = number("MaxDelaySeconds", Range::whole(1, 31_622_400));
        if let Some(strategy) = node.get("JitterStrategy")
            && self.word(strategy, &at.key("JitterStrategy"), &["NONE", "FULL"]) == Some(1)
        {
            retrier.jitter = Jitter::Full;
        }
        retrier
    }

    /// `Catch`.
    pub(crate) fn catchers(&mut self, node: Option<&Node>, at: &At<'_>, scope: Scope<'_>) -> Vec<Catcher> {
        let items = node.and_then(|node| self.array(node, at)).unwrap_or_default();
        let last = items.len().saturating_sub(1);
        let read =
            items.iter().enumerate().map(|(index, item)| self.catcher(item, &at.index(index), index == last, scope));
        read.collect()
    }

    fn catcher(&mut self, node: &Node, at: &At<'_>, last: bool, scope: Scope<'_>) -> Catcher {
        let mut catcher = Catcher {
            errors: Vec::new(),
            next: None,
            result_path: ResultPath::Replace,
            output: None,
            assign: None,
            span: node.span,
        };
        if self.object(node, at).is_none() {
            return catcher;
        }
        let language = scope.language;
        let meant = self.supported(node, at, fields::CATCHER, language);
        self.required(node, node.span, at, &["ErrorEquals", "Next"], &meant);
        catcher.errors = self.error_equals(node, at, last);
        catcher.next = node.get("Next").and_then(|next| self.target(next, &at.key("Next"), scope.names));
        if language == Language::JsonPath {
            catcher.result_path = self.result_path(node.get("ResultPath"), &at.key("ResultPath"));
        }
        catcher.output = self.output(node, at, language);
        catcher.assign = self.assign(node, at, language);
        catcher
    }

    fn error_equals(&mut self, node: &Node, at: &At<'_>, last: bool) -> Vec<Rc<str>> {
        let Some(list) = node.get("ErrorEquals") else { return Vec::new() };
        let at = at.key("ErrorEquals");
        let items = self.filled_array(list, &at).unwrap_or_default();
        let mut errors = Vec::new();
        for (index, item) in items.iter().enumerate() {
            errors.extend(self.string(item, &at.index(index)).cloned());
        }
        if errors.iter().any(|error| &**error == "States.ALL") && (!last || errors.len() > 1) {
            let finding = schema(list.span, at, "States.ALL must appear alone and at end of list")
                .help("Move States.ALL into an entry of its own behind all others.");
            self.report(finding);
        }
        errors
    }
}
