//! The optimized integrations: which services, which of their actions, in which patterns.
//!
//! Source: AWS Developer Guide, "Integrating optimized services with Step Functions" and the page of each service.

use crate::program::Pattern;

/// How an action may be waited for, beyond its own answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waits {
    /// In no way.
    No,
    /// `.sync`
    Sync,
    /// `.sync` and `.sync:2`
    Sync2,
    /// `.waitForTaskToken`
    Token,
    /// `.sync` and `.waitForTaskToken`
    SyncToken,
}

use Waits::{No, Sync, Sync2, SyncToken, Token};

/// Service, the words for people, the name among the SDK integrations, and the actions.
struct Service {
    name: &'static str,
    title: &'static str,
    sdk: &'static str,
    actions: &'static [(&'static str, Waits)],
}

const SERVICES: &[Service] = &[
    Service { name: "apigateway", title: "API Gateway", sdk: "apigateway", actions: &[("invoke", Token)] },
    Service {
        name: "athena",
        title: "Athena",
        sdk: "athena",
        actions: &[
            ("startQueryExecution", Sync),
            ("stopQueryExecution", No),
            ("getQueryExecution", No),
            ("getQueryResults", No),
        ],
    },
    Service { name: "batch", title: "Batch", sdk: "batch", actions: &[("submitJob", Sync)] },
    Service {
        name: "bedrock",
        title: "Bedrock",
        sdk: "bedrockruntime",
        actions: &[("invokeModel", Token), ("createModelCustomizationJob", SyncToken)],
    },
    Service {
        name: "codebuild",
        title: "CodeBuild",
        sdk: "codebuild",
        actions: &[
            ("startBuild", Sync),
            ("stopBuild", No),
            ("batchDeleteBuilds", No),
            ("batchGetReports", No),
            ("startBuildBatch", Sync),
            ("stopBuildBatch", No),
            ("retryBuildBatch", Sync),
            ("deleteBuildBatch", No),
        ],
    },
    Service { name: "databrew", title: "DataBrew", sdk: "databrew", actions: &[("startJobRun", Sync)] },
    Service {
        name: "dynamodb",
        title: "DynamoDB",
        sdk: "dynamodb",
        actions: &[("getItem", No), ("putItem", No), ("updateItem", No), ("deleteItem", No)],
    },
    Service { name: "ecs", title: "ECS", sdk: "ecs", actions: &[("runTask", SyncToken)] },
    Service {
        name: "eks",
        title: "EKS",
        sdk: "eks",
        actions: &[
            ("createCluster", Sync),
            ("deleteCluster", Sync),
            ("createFargateProfile", Sync),
            ("deleteFargateProfile", Sync),
            ("createNodegroup", Sync),
            ("deleteNodegroup", Sync),
            ("runJob", SyncToken),
            ("call", Token),
        ],
    },
    Service {
        name: "elasticmapreduce",
        title: "EMR",
        sdk: "emr",
        actions: &[
            ("createCluster", Sync),
            ("terminateCluster", Sync),
            ("addStep", Sync),
            ("cancelStep", No),
            ("setClusterTerminationProtection", No),
            ("modifyInstanceFleetByName", No),
            ("modifyInstanceGroupByName", No),
        ],
    },
    Service {
        name: "emr-containers",
        title: "EMR on EKS",
        sdk: "emrcontainers",
        actions: &[("createVirtualCluster", No), ("deleteVirtualCluster", Sync), ("startJobRun", Sync)],
    },
    Service {
        name: "emr-serverless",
        title: "EMR Serverless",
        sdk: "emrserverless",
        actions: &[
            ("createApplication", Sync),
            ("startApplication", Sync),
            ("stopApplication", Sync),
            ("deleteApplication", Sync),
            ("startJobRun", Sync),
            ("cancelJobRun", Sync),
        ],
    },
    Service { name: "events", title: "EventBridge", sdk: "eventbridge", actions: &[("putEvents", Token)] },
    Service { name: "glue", title: "Glue", sdk: "glue", actions: &[("startJobRun", Sync)] },
    Service { name: "http", title: "HTTP", sdk: "", actions: &[("invoke", No)] },
    Service { name: "lambda", title: "Lambda", sdk: "lambda", actions: &[("invoke", Token)] },
    Service { name: "mediaconvert", title: "MediaConvert", sdk: "mediaconvert", actions: &[("createJob", Sync)] },
    Service { name: "s3", title: "S3", sdk: "s3", actions: &[] },
    Service {
        name: "sagemaker",
        title: "SageMaker",
        sdk: "sagemaker",
        actions: &[
            ("createEndpoint", No),
            ("createEndpointConfig", No),
            ("createHyperParameterTuningJob", Sync),
            ("createLabelingJob", Sync),
            ("createModel", No),
            ("createProcessingJob", Sync),
            ("createTrainingJob", Sync),
            ("createTransformJob", Sync),
            ("updateEndpoint", No),
        ],
    },
    Service { name: "sns", title: "SNS", sdk: "sns", actions: &[("publish", Token)] },
    Service { name: "sqs", title: "SQS", sdk: "sqs", actions: &[("sendMessage", Token)] },
    Service { name: "states", title: "Step Functions", sdk: "sfn", actions: &[("startExecution", Sync2)] },
];

/// Parameters without which AWS refuses the definition.
const REQUIRED: &[(&str, &str, &[&str])] = &[
    ("dynamodb", "getItem", &["TableName", "Key"]),
    ("dynamodb", "putItem", &["TableName", "Item"]),
    ("ecs", "runTask", &["TaskDefinition"]),
    ("events", "putEvents", &["Entries"]),
    ("glue", "startJobRun", &["JobName"]),
    ("lambda", "invoke", &["FunctionName"]),
    ("sns", "publish", &["Message"]),
    ("sqs", "sendMessage", &["QueueUrl", "MessageBody"]),
    ("states", "startExecution", &["StateMachineArn"]),
];

/// The action without its pattern.
pub(crate) fn bare(action: &str) -> &str {
    action.split_once('.').map_or(action, |(bare, _)| bare)
}

fn service(name: &str) -> Option<&'static Service> {
    SERVICES.iter().find(|service| service.name == name)
}

/// Tells whether a service is known at all, as optimized or SDK integration.
pub(crate) fn is_known(resource_type: &str) -> bool {
    resource_type.starts_with("aws-sdk:") || service(resource_type).is_some_and(|service| !service.actions.is_empty())
}

/// Tells whether AWS has this integration. Of the SDK integrations only the pattern and the first
/// letter of the action are checked: there are thousands.
pub(crate) fn exists(resource_type: &str, action: &str, pattern: Pattern) -> bool {
    if let Some(sdk) = resource_type.strip_prefix("aws-sdk:") {
        return !sdk.is_empty()
            && action.starts_with(|first: char| !first.is_ascii_uppercase())
            && matches!(pattern, Pattern::RequestResponse | Pattern::Token);
    }
    if resource_type == "bedrock-agentcore" {
        return pattern == Pattern::RequestResponse;
    }
    let Some((_, waits)) =
        service(resource_type).and_then(|service| service.actions.iter().find(|(name, _)| *name == action))
    else {
        return false;
    };
    match pattern {
        Pattern::RequestResponse => true,
        Pattern::Sync => matches!(waits, Sync | Sync2 | SyncToken),
        Pattern::Sync2 => matches!(waits, Sync2),
        Pattern::Token => matches!(waits, Token | SyncToken | Sync2),
    }
}

/// The actions of an optimized integration.
pub(crate) fn actions(name: &str) -> impl Iterator<Item = &'static str> {
    service(name).into_iter().flat_map(|service| service.actions.iter().map(|(action, _)| *action))
}

/// The name of a service among the SDK integrations.
pub(crate) fn sdk_service(name: &str) -> Option<&'static str> {
    service(name).map(|service| service.sdk).filter(|sdk| !sdk.is_empty())
}

/// What people call a service.
pub(crate) fn title(name: &str) -> Option<&'static str> {
    let found = service(name).or_else(|| SERVICES.iter().find(|service| service.sdk == name));
    found.map(|service| service.title)
}

/// The parameters that an action needs.
pub(crate) fn required(service: &str, action: &str) -> &'static [&'static str] {
    let found = REQUIRED.iter().find(|(name, of, _)| *name == service && *of == action);
    found.map_or(&[], |(_, _, fields)| fields)
}
