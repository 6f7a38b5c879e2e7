//! Random state machines that are legal definitions, and answers to their tasks.

use proptest::{collection::vec, prelude::*};

/// A chain of states, and how it ends.
#[derive(Clone, Debug)]
pub struct Machine {
    nodes: Vec<Node>,
    end: End,
}

#[derive(Clone, Debug)]
enum End {
    Last,
    Succeed,
    Fail,
}

#[derive(Clone, Debug)]
enum Node {
    Pass,
    Assign(u8),
    BadPath,
    Jsonata {
        fails: bool,
    },
    Wait(u8),
    /// A rule that skips the next state where it holds.
    Choice {
        holds: bool,
    },
    Task {
        resource: Resource,
        rescue: Rescue,
    },
    Parallel {
        branches: Vec<Machine>,
        rescue: Rescue,
    },
    Map {
        items: u8,
        most: u8,
        body: Box<Machine>,
        rescue: Rescue,
    },
}

#[derive(Clone, Debug)]
enum Resource {
    Lambda,
    Service,
    Token,
}

#[derive(Clone, Debug)]
struct Rescue {
    retries: u8,
    catches: bool,
}

/// The input of every random machine.
pub const INPUT: &str =
    r#"{"n":1,"list0":[],"list1":[1],"list2":[1,2],"list3":[1,2,3],"list4":[1,2,3,4],"list5":[1,2,3,4,5]}"#;

/// Machines that nest a few levels deep, and fail now and then.
pub fn machine() -> impl Strategy<Value = Machine> {
    let leaf = prop_oneof![
        30 => Just(Node::Pass),
        10 => (0..4u8).prop_map(Node::Assign),
        2 => Just(Node::BadPath),
        20 => prop::bool::weighted(0.1).prop_map(|fails| Node::Jsonata { fails }),
        20 => (0..4u8).prop_map(Node::Wait),
        20 => any::<bool>().prop_map(|holds| Node::Choice { holds }),
        60 => (resource(), rescue()).prop_map(|(resource, rescue)| Node::Task { resource, rescue }),
    ]
    .boxed();
    chain(leaf.clone()).prop_recursive(3, 24, 3, move |body| {
        let parallel = (vec(body.clone(), 1..4), rescue());
        let map = (0..6u8, 0..4u8, body, rescue());
        chain(
            prop_oneof![
                2 => leaf.clone(),
                2 => parallel.prop_map(|(branches, rescue)| Node::Parallel { branches, rescue }),
                3 => map.prop_map(|(items, most, body, rescue)| {
                    Node::Map { items, most, body: Box::new(body), rescue }
                }),
            ]
            .boxed(),
        )
    })
}

fn chain(node: BoxedStrategy<Node>) -> BoxedStrategy<Machine> {
    let end = prop_oneof![6 => Just(End::Last), 2 => Just(End::Succeed), 1 => Just(End::Fail)];
    (vec(node, 1..4), end).prop_map(|(nodes, end)| Machine { nodes, end }).boxed()
}

fn rescue() -> impl Strategy<Value = Rescue> {
    (0..3u8, prop::bool::weighted(0.4)).prop_map(|(retries, catches)| Rescue { retries, catches })
}

fn resource() -> impl Strategy<Value = Resource> {
    prop_oneof![2 => Just(Resource::Lambda), 1 => Just(Resource::Service), 1 => Just(Resource::Token)]
}

impl Machine {
    /// The text of the definition. The name of a Map ends in its `MaxConcurrency`, which is 0 for none.
    pub fn text(&self) -> String {
        self.write(&mut 0)
    }

    /// `named` states have a name already.
    fn write(&self, named: &mut u32) -> String {
        let mut name = |kind: &str| {
            *named += 1;
            format!("{kind} {named}")
        };
        let mut names: Vec<String> = self.nodes.iter().map(|node| name(&node.kind())).collect();
        let ends_in_choice = matches!(self.nodes.last(), Some(Node::Choice { .. }));
        match self.end {
            End::Fail => names.push(name("Fail")),
            // A Choice goes on to something.
            End::Last if ends_in_choice => names.push(name("Succeed")),
            End::Last => {}
            End::Succeed => names.push(name("Succeed")),
        }
        let states: Vec<String> = (0..names.len())
            .map(|at| {
                let body = match self.nodes.get(at) {
                    Some(node) => node.write(&names[at + 1..], named),
                    None if matches!(self.end, End::Fail) => r#""Type":"Fail","Error":"Bad","Cause":"the end""#.into(),
                    None => r#""Type":"Succeed""#.into(),
                };
                format!(r#""{}":{{{body}}}"#, names[at])
            })
            .collect();
        format!(r#"{{"StartAt":"{}","States":{{{}}}}}"#, names[0], states.join(","))
    }
}

impl Node {
    fn kind(&self) -> String {
        match self {
            Self::Map { most, .. } => format!("Map of {most} no"),
            Self::Task { .. } => "Task".into(),
            _ => "State".into(),
        }
    }

    /// The fields of the state; `later` are the names of the states behind it.
    fn write(&self, later: &[String], named: &mut u32) -> String {
        let leave = later.first().map_or(r#""End":true"#.to_string(), |next| format!(r#""Next":"{next}""#));
        match self {
            Self::Pass => format!(r#""Type":"Pass",{leave}"#),
            Self::Assign(value) => format!(r#""Type":"Pass","Assign":{{"v{named}":{value}}},{leave}"#),
            Self::BadPath => format!(r#""Type":"Pass","InputPath":"$.nothing.here",{leave}"#),
            Self::Jsonata { fails } => {
                let output = if *fails { "{% $states.input.nothing %}" } else { "{% $states.input %}" };
                format!(r#""Type":"Pass","QueryLanguage":"JSONata","Output":"{output}",{leave}"#)
            }
            Self::Wait(seconds) => format!(r#""Type":"Wait","Seconds":{seconds},{leave}"#),
            Self::Choice { holds } => {
                let next = &later[0];
                let other = later.get(1).unwrap_or(next);
                format!(
                    r#""Type":"Choice","Choices":[{{"Variable":"$$.Execution.Input.n","IsPresent":{holds},"Next":"{other}"}}],"Default":"{next}""#
                )
            }
            Self::Task { resource, rescue } => {
                let resource = match resource {
                    Resource::Lambda => r#""Resource":"arn:aws:lambda:us-east-1:111111111111:function:f""#,
                    Resource::Service => {
                        r#""Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"}"#
                    }
                    Resource::Token => {
                        r#""Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"QueueUrl":"q","MessageBody.$":"$$.Task.Token"}"#
                    }
                };
                let rescue = rescue.write(later);
                format!(r#""Type":"Task",{resource},"TimeoutSeconds":5,"ResultPath":null,{rescue}{leave}"#)
            }
            Self::Parallel { branches, rescue } => {
                let branches: Vec<String> = branches.iter().map(|branch| branch.write(named)).collect();
                let rescue = rescue.write(later);
                let branches = branches.join(",");
                format!(r#""Type":"Parallel","Branches":[{branches}],"ResultPath":null,{rescue}{leave}"#)
            }
            Self::Map { items, most, body, rescue } => {
                let body = body.write(named);
                let rescue = rescue.write(later);
                format!(
                    r#""Type":"Map","ItemsPath":"$$.Execution.Input.list{items}","MaxConcurrency":{most},"ItemProcessor":{body},"ResultPath":null,{rescue}{leave}"#
                )
            }
        }
    }
}

impl Rescue {
    fn write(&self, later: &[String]) -> String {
        let mut text = String::new();
        if self.retries > 0 {
            text = format!(
                r#""Retry":[{{"ErrorEquals":["Busy","States.Timeout"],"IntervalSeconds":1,"MaxAttempts":{},"JitterStrategy":"FULL"}}],"#,
                self.retries
            );
        }
        if let Some(next) = later.first().filter(|_| self.catches) {
            text.extend([r#""Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":null,"Next":""#, next, r#""}],"#]);
        }
        text
    }
}
