//! State machines to lay out, written as lines of text.
//!
//! A line is `From To`, then `? label` for a rule of a Choice, `* label` for its default,
//! `! label` for a catcher, nothing for Next; `From .` ends the scope. States stand in the order
//! in which they are first named, and the first one is the start.

#![allow(dead_code, reason = "not every user of this module uses all of it")]
#![allow(clippy::unwrap_used, reason = "a test says by its failure what is missing")]

use asl_layout::{Edge, EdgeKind, Frame, FrameKind, Graph, Node, Scope};

/// Builds one machine and hands out ids.
#[derive(Default)]
pub struct Maker {
    names: Vec<String>,
    edges: Vec<String>,
}

impl Maker {
    /// Returns the scope that the lines describe. `inside` names the states with frames.
    pub fn scope(&mut self, text: &str, inside: Vec<(&str, FrameKind, Vec<Scope>)>) -> Scope {
        let mut scope = Scope { start: Some(0), ..Scope::default() };
        let mut names: Vec<&str> = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let mut words = line.splitn(4, ' ');
            let from = words.next().unwrap();
            let from = self.state(&mut scope, &mut names, from);
            let Some(to) = words.next() else { continue };
            if to == "." {
                scope.ends.push(from);
                continue;
            }
            let to = self.state(&mut scope, &mut names, to);
            let kind = match words.next() {
                None => EdgeKind::Next,
                Some("?") => EdgeKind::Choice,
                Some("*") => EdgeKind::Default,
                Some("!") => EdgeKind::Catch,
                Some(other) => panic!("unknown mark {other}"),
            };
            let label = words.next();
            scope.edges.push(Edge {
                id: self.edges.len() as u32,
                from,
                to,
                kind,
                label: label.map(|label| (label.len() as f32 * 6.6 + 4.0, 18.0)),
            });
            self.edges.push(label.unwrap_or_default().to_owned());
        }
        for (name, kind, children) in inside {
            let index = names.iter().position(|other| *other == name).unwrap();
            scope.nodes[index].width = 0.0;
            scope.nodes[index].inside = Some(Frame { kind, header: 32.0, children, window: None });
        }
        scope
    }

    fn state<'t>(&mut self, scope: &mut Scope, names: &mut Vec<&'t str>, name: &'t str) -> usize {
        if let Some(index) = names.iter().position(|other| *other == name) {
            return index;
        }
        scope.nodes.push(Node::leaf(self.names.len() as u32, 176.0, 44.0));
        self.names.push(name.to_owned());
        names.push(name);
        names.len() - 1
    }

    /// Returns the machine whose top level is this scope.
    pub fn machine(self, name: &'static str, mut scope: Scope) -> Machine {
        scope.markers = true;
        Machine { name, graph: Graph { scope }, names: self.names, labels: self.edges }
    }
}

/// A machine with the texts that belong to its ids.
pub struct Machine {
    pub name: &'static str,
    pub graph: Graph,
    pub names: Vec<String>,
    pub labels: Vec<String>,
}

fn flat(name: &'static str, text: &str) -> Machine {
    let mut maker = Maker::default();
    let scope = maker.scope(text, Vec::new());
    maker.machine(name, scope)
}

/// All machines.
pub fn all() -> Vec<Machine> {
    vec![
        flat("linear", "Fetch Clean\nClean Score\nScore Store\nStore Report\nReport ."),
        diamonds(),
        fan(),
        loops(),
        handlers(),
        nested(),
        order(),
        shop(),
        thirty(),
        tangle(),
        islands(),
    ]
}

fn diamonds() -> Machine {
    flat(
        "diamonds",
        "Read Adult?
         Adult? Discount ? $.age >= 65
         Adult? Member? * default
         Discount Member?
         Member? Points ? $.member = true
         Member? Invite ? $.visits > 3
         Member? Total * default
         Points Total
         Invite Total
         Total Free?
         Free? Thank ? $.total = 0
         Free? Charge * default
         Charge Thank
         Thank .",
    )
}

fn fan() -> Machine {
    flat(
        "fan",
        "Route Kind?
         Kind? Letter ? letter
         Kind? Parcel ? parcel
         Kind? Pallet ? pallet
         Kind? Container ? container
         Kind? Refuse * default
         Letter Deliver
         Parcel Weigh
         Weigh Deliver
         Pallet Deliver
         Container Customs
         Customs Deliver
         Deliver .",
    )
}

fn loops() -> Machine {
    flat(
        "loops",
        "Submit Wait
         Wait Poll
         Poll Status?
         Status? Status? ? $.again
         Status? Wait ? RUNNING
         Status? Submit ? EXPIRED
         Status? Collect ? DONE
         Status? GiveUp * default
         Collect More?
         More? Submit ? $.left > 0
         More? Finish * default
         Finish .",
    )
}

fn handlers() -> Machine {
    flat(
        "handlers",
        "Open Lock
         Open Failed ! States.ALL
         Lock Copy
         Lock Unlock ! Lock.Lost
         Copy Verify
         Copy Unlock ! States.Timeout
         Copy Failed ! States.ALL
         Verify Publish
         Verify Unlock ! States.ALL
         Publish Close
         Publish Unlock ! States.ALL
         Close .
         Unlock Notify
         Notify Failed",
    )
}

fn nested() -> Machine {
    let mut maker = Maker::default();
    let item = maker.scope(
        "Download Image?
         Image? Resize ? image/*
         Image? Skip * default
         Resize Upload
         Upload .
         Skip .",
        vec![],
    );
    let pages = maker.scope("Render Sign\nSign .", vec![]);
    let left = maker.scope("List Each\nEach .", vec![("Each", FrameKind::Items, vec![item])]);
    let right = maker.scope(
        "Draft Pages\nPages Proof\nProof Draft ? reworked\nProof Bind * default\nBind .",
        vec![("Pages", FrameKind::Items, vec![pages])],
    );
    let third = maker.scope("Announce .", vec![]);
    let top = maker.scope(
        "Begin Both\nBoth Merge\nBoth Repair ! States.ALL\nRepair Begin\nMerge Enough?
         Enough? Begin ? $.count < 3\nEnough? Ship * default\nShip .",
        vec![("Both", FrameKind::Branches, vec![left, right, third])],
    );
    maker.machine("nested", top)
}

/// A small order with one frame and a handler, as large as one screen.
fn order() -> Machine {
    let mut maker = Maker::default();
    let charge = maker.scope("ChargeCard SendReceipt\nSendReceipt .", vec![]);
    let pick = maker.scope("PickItems PrintLabel\nPrintLabel .", vec![]);
    let top = maker.scope(
        "ValidateOrder InStock?
         InStock? WaitForStock ? $.stock < $.order.qty
         InStock? FulfilOrder ? $.order.total > 0
         WaitForStock ValidateOrder
         FulfilOrder CoolingOff
         FulfilOrder ReleaseStock ! States.ALL
         CoolingOff ShipOrder
         ReleaseStock OrderFailed
         ShipOrder .",
        vec![("FulfilOrder", FrameKind::Branches, vec![charge, pick])],
    );
    maker.machine("order", top)
}

/// The same with a default that leads past everything to the end of the handler, and with rooms for retries.
fn shop() -> Machine {
    let mut maker = Maker::default();
    let mut charge = maker.scope("ChargeCard SendReceipt\nSendReceipt .", vec![]);
    charge.nodes[0].height = 66.0;
    let pick = maker.scope("PickItems PrintLabel\nPrintLabel .", vec![]);
    let top = maker.scope(
        "ValidateOrder InStock?
         InStock? WaitForStock ? stock < order.quantity
         InStock? FulfilOrder ? $.order.total > 0
         InStock? OrderFailed * Default
         WaitForStock ValidateOrder
         FulfilOrder CoolingOff
         FulfilOrder ReleaseStock ! States.ALL
         CoolingOff ShipOrder
         ReleaseStock OrderFailed
         ShipOrder .",
        vec![("FulfilOrder", FrameKind::Branches, vec![charge, pick])],
    );
    maker.machine("shop", top)
}

/// Thirty states: a clinic's admission of a patient.
fn thirty() -> Machine {
    let mut maker = Maker::default();
    let sample = maker.scope(
        "Draw Usable?\nUsable? Analyse ? volume ok\nUsable? Draw * again\nAnalyse Plausible?
         Plausible? Sign ? in range\nPlausible? Recheck * default\nRecheck Sign\nSign .",
        vec![],
    );
    let lab = maker
        .scope("Orders Samples\nSamples LabReport\nLabReport .", vec![("Samples", FrameKind::Items, vec![sample])]);
    let scan =
        maker.scope("Schedule Scan\nScan Clear?\nClear? Scan ? blurred\nClear? Findings * default\nFindings .", vec![]);
    let letter =
        maker.scope("Consent Signed?\nSigned? File ? signed\nSigned? Remind * default\nRemind Consent\nFile .", vec![]);
    let top = maker.scope(
        "Register Insured?
         Register Rejected ! DataMissing
         Insured? Admit ? $.policy.valid
         Insured? AskInsurer * default
         AskInsurer WaitAnswer
         WaitAnswer Insured?
         Admit Examine
         Admit Rejected ! States.ALL
         Examine Review
         Examine Rejected ! States.ALL
         Review Urgent?
         Urgent? Operate ? score > 7
         Urgent? Prescribe * default
         Operate Prescribe ? stable
         Operate Intensive ? critical
         Prescribe Discharge
         Discharge .",
        vec![("Examine", FrameKind::Branches, vec![lab, scan, letter])],
    );
    maker.machine("thirty", top)
}

/// More edges than any tidy machine has.
fn tangle() -> Machine {
    flat(
        "tangle",
        "A B
         B C ? one
         B D ? two
         B E ? three
         C F
         D F ? four
         D G ? five
         E G
         E B ! Retry
         F H
         F E ! Stuck
         G H
         H A ? again
         H C ? once more
         H I * default
         I .
         G .",
    )
}

/// States nothing leads to, one of which leads in; and a cycle nobody enters.
fn islands() -> Machine {
    flat("islands", "Alpha Beta\nBeta Gamma\nGamma .\nLost Found\nFound Beta\nRound About\nAbout Round\nAlone")
}
