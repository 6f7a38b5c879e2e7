//! What services answer when all is well: the shapes of their answers, as their API references give them.
//!
//! A shape is JSON. A text in it that begins with `=` is a parameter of the call, left out where it was not given
//! (`=Name|text` has a text for that case); `%Name` is a parameter printed as JSON text; `{id}`, `{region}`,
//! `{account}`, `{now}` and `{Name}` stand for parts of a text. `["*Entries", x]` is `x` once for each item of a
//! parameter. An action with a pattern (`.sync`) has its own row where what is waited for is another shape.

/// The shape of an answer.
pub(super) fn shape(resource_type: &str, action: &str) -> Option<&'static str> {
    let bare = action.split_once('.').map_or(action, |(bare, _)| bare);
    // `.sync:2` differs from `.sync` in one service alone.
    let sync = action.strip_suffix(":2").unwrap_or(action);
    [action, sync, bare].into_iter().find_map(|action| {
        SHAPES.iter().find(|(service, name, _)| *service == resource_type && *name == action).map(|(.., shape)| *shape)
    })
}

/// Service, action, shape.
const SHAPES: &[(&str, &str, &str)] = &[
    ("apigateway", "invoke", HTTP),
    ("athena", "startQueryExecution", r#"{"QueryExecutionId":"{id}"}"#),
    (
        "athena",
        "startQueryExecution.sync",
        r#"{"QueryExecution":{"Query":"=QueryString","QueryExecutionId":"{id}","ResultConfiguration":"=ResultConfiguration","Status":{"State":"SUCCEEDED"},"WorkGroup":"=WorkGroup|primary"}}"#,
    ),
    (
        "athena",
        "getQueryExecution",
        r#"{"QueryExecution":{"QueryExecutionId":"=QueryExecutionId","Status":{"State":"SUCCEEDED"}}}"#,
    ),
    ("athena", "getQueryResults", r#"{"ResultSet":{"ResultSetMetadata":{"ColumnInfo":[]},"Rows":[]}}"#),
    (
        "batch",
        "submitJob",
        r#"{"JobArn":"arn:aws:batch:{region}:{account}:job/{id}","JobId":"{id}","JobName":"=JobName"}"#,
    ),
    (
        "batch",
        "submitJob.sync",
        r#"{"Attempts":[],"JobArn":"arn:aws:batch:{region}:{account}:job/{id}","JobDefinition":"=JobDefinition","JobId":"{id}","JobName":"=JobName","JobQueue":"=JobQueue","Parameters":"=Parameters","Status":"SUCCEEDED"}"#,
    ),
    ("bedrock", "invokeModel", r#"{"Body":{},"ContentType":"application/json"}"#),
    (
        "bedrock",
        "createModelCustomizationJob",
        r#"{"JobArn":"arn:aws:bedrock:{region}:{account}:model-customization-job/{id}"}"#,
    ),
    (
        "bedrock",
        "createModelCustomizationJob.sync",
        r#"{"JobArn":"arn:aws:bedrock:{region}:{account}:model-customization-job/{id}","JobName":"=JobName","OutputModelName":"=CustomModelName","Status":"Completed"}"#,
    ),
    (
        "codebuild",
        "startBuild",
        r#"{"Build":{"Arn":"arn:aws:codebuild:{region}:{account}:build/{ProjectName}:{id}","BuildStatus":"IN_PROGRESS","Id":"{ProjectName}:{id}","ProjectName":"=ProjectName"}}"#,
    ),
    (
        "codebuild",
        "startBuild.sync",
        r#"{"Build":{"Arn":"arn:aws:codebuild:{region}:{account}:build/{ProjectName}:{id}","BuildComplete":true,"BuildStatus":"SUCCEEDED","Id":"{ProjectName}:{id}","ProjectName":"=ProjectName"}}"#,
    ),
    ("codebuild", "stopBuild", r#"{"Build":{"BuildStatus":"STOPPED","Id":"=Id"}}"#),
    ("codebuild", "batchDeleteBuilds", r#"{"BuildsDeleted":"=Ids","BuildsNotDeleted":[]}"#),
    ("codebuild", "batchGetReports", r#"{"Reports":["*ReportArns",{"Status":"SUCCEEDED"}],"ReportsNotFound":[]}"#),
    (
        "codebuild",
        "startBuildBatch",
        r#"{"BuildBatch":{"Arn":"arn:aws:codebuild:{region}:{account}:build-batch/{ProjectName}:{id}","BuildBatchStatus":"IN_PROGRESS","Id":"{ProjectName}:{id}","ProjectName":"=ProjectName"}}"#,
    ),
    (
        "codebuild",
        "startBuildBatch.sync",
        r#"{"BuildBatch":{"Arn":"arn:aws:codebuild:{region}:{account}:build-batch/{ProjectName}:{id}","BuildBatchStatus":"SUCCEEDED","Id":"{ProjectName}:{id}","ProjectName":"=ProjectName"}}"#,
    ),
    ("codebuild", "stopBuildBatch", r#"{"BuildBatch":{"BuildBatchStatus":"STOPPED","Id":"=Id"}}"#),
    ("codebuild", "retryBuildBatch", r#"{"BuildBatch":{"BuildBatchStatus":"IN_PROGRESS","Id":"=Id"}}"#),
    ("codebuild", "retryBuildBatch.sync", r#"{"BuildBatch":{"BuildBatchStatus":"SUCCEEDED","Id":"=Id"}}"#),
    (
        "codebuild",
        "deleteBuildBatch",
        r#"{"BuildsDeleted":[],"BuildsNotDeleted":[],"StatusCode":"SUCCESSFULLY_DELETED"}"#,
    ),
    ("databrew", "startJobRun", r#"{"RunId":"db_{id}"}"#),
    ("databrew", "startJobRun.sync", r#"{"JobName":"=Name","RunId":"db_{id}","State":"SUCCEEDED"}"#),
    (
        "dynamodb",
        "getItem",
        r#"{"Item":"=Key","SdkHttpMetadata":{"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"{id}"}}"#,
    ),
    ("dynamodb", "putItem", DONE),
    ("dynamodb", "updateItem", DONE),
    ("dynamodb", "deleteItem", DONE),
    (
        "ecs",
        "runTask",
        r#"{"Failures":[],"Tasks":[{"ClusterArn":"=Cluster","DesiredStatus":"RUNNING","LastStatus":"PROVISIONING","LaunchType":"=LaunchType","TaskArn":"arn:aws:ecs:{region}:{account}:task/{id}","TaskDefinitionArn":"=TaskDefinition"}]}"#,
    ),
    (
        "ecs",
        "runTask.sync",
        r#"{"ClusterArn":"=Cluster","Containers":[{"ExitCode":0,"LastStatus":"STOPPED"}],"DesiredStatus":"STOPPED","LastStatus":"STOPPED","LaunchType":"=LaunchType","StopCode":"EssentialContainerExited","StoppedReason":"Essential container in task exited","TaskArn":"arn:aws:ecs:{region}:{account}:task/{id}","TaskDefinitionArn":"=TaskDefinition"}"#,
    ),
    ("eks", "call", HTTP),
    (
        "eks",
        "createCluster",
        r#"{"Cluster":{"Arn":"arn:aws:eks:{region}:{account}:cluster/{Name}","Name":"=Name","Status":"CREATING"}}"#,
    ),
    (
        "eks",
        "createCluster.sync",
        r#"{"Cluster":{"Arn":"arn:aws:eks:{region}:{account}:cluster/{Name}","Name":"=Name","Status":"ACTIVE"}}"#,
    ),
    (
        "eks",
        "deleteCluster",
        r#"{"Cluster":{"Arn":"arn:aws:eks:{region}:{account}:cluster/{Name}","Name":"=Name","Status":"DELETING"}}"#,
    ),
    (
        "eks",
        "createFargateProfile",
        r#"{"FargateProfile":{"ClusterName":"=ClusterName","FargateProfileName":"=FargateProfileName","Status":"CREATING"}}"#,
    ),
    (
        "eks",
        "createFargateProfile.sync",
        r#"{"FargateProfile":{"ClusterName":"=ClusterName","FargateProfileName":"=FargateProfileName","Status":"ACTIVE"}}"#,
    ),
    (
        "eks",
        "deleteFargateProfile",
        r#"{"FargateProfile":{"ClusterName":"=ClusterName","FargateProfileName":"=FargateProfileName","Status":"DELETING"}}"#,
    ),
    (
        "eks",
        "createNodegroup",
        r#"{"Nodegroup":{"ClusterName":"=ClusterName","NodegroupName":"=NodegroupName","Status":"CREATING"}}"#,
    ),
    (
        "eks",
        "createNodegroup.sync",
        r#"{"Nodegroup":{"ClusterName":"=ClusterName","NodegroupName":"=NodegroupName","Status":"ACTIVE"}}"#,
    ),
    (
        "eks",
        "deleteNodegroup",
        r#"{"Nodegroup":{"ClusterName":"=ClusterName","NodegroupName":"=NodegroupName","Status":"DELETING"}}"#,
    ),
    ("eks", "runJob", r#"{"ResponseBody":"=Job","StatusCode":201,"StatusText":"Created"}"#),
    ("eks", "runJob.sync", r#"{"logs":{},"status":{"succeeded":1}}"#),
    (
        "elasticmapreduce",
        "createCluster",
        r#"{"ClusterArn":"arn:aws:elasticmapreduce:{region}:{account}:cluster/j-{id}","ClusterId":"j-{id}"}"#,
    ),
    ("elasticmapreduce", "terminateCluster.sync", r#"{"Cluster":{"Id":"=ClusterId","Status":{"State":"TERMINATED"}}}"#),
    ("elasticmapreduce", "addStep", r#"{"StepId":"s-{id}"}"#),
    ("elasticmapreduce", "addStep.sync", r#"{"Step":{"Id":"s-{id}","Status":{"State":"COMPLETED"}}}"#),
    ("elasticmapreduce", "cancelStep", r#"{"CancelStepsInfo":{"Status":"SUBMITTED","StepId":"=StepId"}}"#),
    (
        "emr-containers",
        "createVirtualCluster",
        r#"{"Arn":"arn:aws:emr-containers:{region}:{account}:/virtualclusters/{id}","Id":"{id}","Name":"=Name"}"#,
    ),
    ("emr-containers", "deleteVirtualCluster", r#"{"Id":"=Id"}"#),
    (
        "emr-containers",
        "startJobRun",
        r#"{"Arn":"arn:aws:emr-containers:{region}:{account}:/virtualclusters/{VirtualClusterId}/jobruns/{id}","Id":"{id}","Name":"=Name","VirtualClusterId":"=VirtualClusterId"}"#,
    ),
    (
        "emr-containers",
        "startJobRun.sync",
        r#"{"Arn":"arn:aws:emr-containers:{region}:{account}:/virtualclusters/{VirtualClusterId}/jobruns/{id}","Id":"{id}","Name":"=Name","State":"COMPLETED","VirtualClusterId":"=VirtualClusterId"}"#,
    ),
    (
        "emr-serverless",
        "createApplication",
        r#"{"ApplicationId":"{id}","Arn":"arn:aws:emr-serverless:{region}:{account}:/applications/{id}","Name":"=Name"}"#,
    ),
    (
        "emr-serverless",
        "startJobRun",
        r#"{"ApplicationId":"=ApplicationId","Arn":"arn:aws:emr-serverless:{region}:{account}:/applications/{ApplicationId}/jobruns/{id}","JobRunId":"{id}"}"#,
    ),
    (
        "emr-serverless",
        "startJobRun.sync",
        r#"{"JobRun":{"ApplicationId":"=ApplicationId","JobRunId":"{id}","Name":"=Name","State":"SUCCESS"}}"#,
    ),
    ("emr-serverless", "cancelJobRun", r#"{"ApplicationId":"=ApplicationId","JobRunId":"=JobRunId"}"#),
    ("events", "putEvents", EVENTS),
    ("glue", "startJobRun", r#"{"JobRunId":"jr_{id}"}"#),
    (
        "glue",
        "startJobRun.sync",
        r#"{"Arguments":"=Arguments","Attempt":0,"Id":"jr_{id}","JobName":"=JobName","JobRunState":"SUCCEEDED"}"#,
    ),
    ("http", "invoke", HTTP),
    ("lambda", "invoke", r#"{"ExecutedVersion":"$LATEST","Payload":"=Payload|{}","StatusCode":200}"#),
    (
        "mediaconvert",
        "createJob",
        r#"{"Job":{"Arn":"arn:aws:mediaconvert:{region}:{account}:jobs/{id}","Id":"{id}","Queue":"=Queue","Role":"=Role","Status":"SUBMITTED"}}"#,
    ),
    (
        "mediaconvert",
        "createJob.sync",
        r#"{"Job":{"Arn":"arn:aws:mediaconvert:{region}:{account}:jobs/{id}","Id":"{id}","Queue":"=Queue","Role":"=Role","Status":"COMPLETE"}}"#,
    ),
    (
        "sagemaker",
        "createEndpoint",
        r#"{"EndpointArn":"arn:aws:sagemaker:{region}:{account}:endpoint/{EndpointName}"}"#,
    ),
    (
        "sagemaker",
        "createEndpointConfig",
        r#"{"EndpointConfigArn":"arn:aws:sagemaker:{region}:{account}:endpoint-config/{EndpointConfigName}"}"#,
    ),
    (
        "sagemaker",
        "createHyperParameterTuningJob",
        r#"{"HyperParameterTuningJobArn":"arn:aws:sagemaker:{region}:{account}:hyper-parameter-tuning-job/{HyperParameterTuningJobName}"}"#,
    ),
    (
        "sagemaker",
        "createHyperParameterTuningJob.sync",
        r#"{"HyperParameterTuningJobArn":"arn:aws:sagemaker:{region}:{account}:hyper-parameter-tuning-job/{HyperParameterTuningJobName}","HyperParameterTuningJobName":"=HyperParameterTuningJobName","HyperParameterTuningJobStatus":"Completed"}"#,
    ),
    (
        "sagemaker",
        "createLabelingJob",
        r#"{"LabelingJobArn":"arn:aws:sagemaker:{region}:{account}:labeling-job/{LabelingJobName}"}"#,
    ),
    (
        "sagemaker",
        "createLabelingJob.sync",
        r#"{"LabelingJobArn":"arn:aws:sagemaker:{region}:{account}:labeling-job/{LabelingJobName}","LabelingJobName":"=LabelingJobName","LabelingJobStatus":"Completed"}"#,
    ),
    ("sagemaker", "createModel", r#"{"ModelArn":"arn:aws:sagemaker:{region}:{account}:model/{ModelName}"}"#),
    (
        "sagemaker",
        "createProcessingJob",
        r#"{"ProcessingJobArn":"arn:aws:sagemaker:{region}:{account}:processing-job/{ProcessingJobName}"}"#,
    ),
    (
        "sagemaker",
        "createProcessingJob.sync",
        r#"{"ProcessingJobArn":"arn:aws:sagemaker:{region}:{account}:processing-job/{ProcessingJobName}","ProcessingJobName":"=ProcessingJobName","ProcessingJobStatus":"Completed"}"#,
    ),
    (
        "sagemaker",
        "createTrainingJob",
        r#"{"TrainingJobArn":"arn:aws:sagemaker:{region}:{account}:training-job/{TrainingJobName}"}"#,
    ),
    (
        "sagemaker",
        "createTrainingJob.sync",
        r#"{"ModelArtifacts":{"S3ModelArtifacts":"s3://{TrainingJobName}/output/model.tar.gz"},"TrainingJobArn":"arn:aws:sagemaker:{region}:{account}:training-job/{TrainingJobName}","TrainingJobName":"=TrainingJobName","TrainingJobStatus":"Completed"}"#,
    ),
    (
        "sagemaker",
        "createTransformJob",
        r#"{"TransformJobArn":"arn:aws:sagemaker:{region}:{account}:transform-job/{TransformJobName}"}"#,
    ),
    (
        "sagemaker",
        "createTransformJob.sync",
        r#"{"TransformJobArn":"arn:aws:sagemaker:{region}:{account}:transform-job/{TransformJobName}","TransformJobName":"=TransformJobName","TransformJobStatus":"Completed"}"#,
    ),
    (
        "sagemaker",
        "updateEndpoint",
        r#"{"EndpointArn":"arn:aws:sagemaker:{region}:{account}:endpoint/{EndpointName}"}"#,
    ),
    ("sns", "publish", MESSAGE),
    ("sqs", "sendMessage", MESSAGE),
    ("states", "startExecution", EXECUTION),
    (
        "states",
        "startExecution.sync",
        r#"{"ExecutionArn":"{StateMachineArn:execution}:{id}","Input":"%Input","Name":"=Name|{id}","Output":"%Input","StartDate":"{now}","StateMachineArn":"=StateMachineArn","Status":"SUCCEEDED","StopDate":"{now}"}"#,
    ),
    (
        "states",
        "startExecution.sync:2",
        r#"{"ExecutionArn":"{StateMachineArn:execution}:{id}","Input":"=Input|{}","Name":"=Name|{id}","Output":"=Input|{}","StartDate":"{now}","StateMachineArn":"=StateMachineArn","Status":"SUCCEEDED","StopDate":"{now}"}"#,
    ),
    // Of the thousands of SDK integrations those that workflows use most; the others answer with the empty object.
    ("aws-sdk:bedrockruntime", "invokeModel", r#"{"Body":"{}","ContentType":"application/json"}"#),
    (
        "aws-sdk:comprehend",
        "detectSentiment",
        r#"{"Sentiment":"NEUTRAL","SentimentScore":{"Mixed":0,"Negative":0,"Neutral":1,"Positive":0}}"#,
    ),
    ("aws-sdk:dynamodb", "batchGetItem", r#"{"Responses":{},"UnprocessedKeys":{}}"#),
    ("aws-sdk:dynamodb", "batchWriteItem", r#"{"UnprocessedItems":{}}"#),
    ("aws-sdk:dynamodb", "getItem", r#"{"Item":"=Key"}"#),
    ("aws-sdk:dynamodb", "query", ROWS),
    ("aws-sdk:dynamodb", "scan", ROWS),
    ("aws-sdk:eventbridge", "putEvents", EVENTS),
    ("aws-sdk:lambda", "invoke", r#"{"ExecutedVersion":"$LATEST","Payload":"%Payload","StatusCode":200}"#),
    ("aws-sdk:rekognition", "detectLabels", r#"{"Labels":[]}"#),
    (
        "aws-sdk:s3",
        "getObject",
        r#"{"AcceptRanges":"bytes","ContentLength":0,"ContentType":"binary/octet-stream","Metadata":{},"Body":""}"#,
    ),
    (
        "aws-sdk:s3",
        "headObject",
        r#"{"AcceptRanges":"bytes","ContentLength":0,"ContentType":"binary/octet-stream","Metadata":{}}"#,
    ),
    ("aws-sdk:s3", "listBuckets", r#"{"Buckets":[]}"#),
    (
        "aws-sdk:s3",
        "listObjectsV2",
        r#"{"Contents":[],"IsTruncated":false,"KeyCount":0,"Name":"=Bucket","Prefix":"=Prefix"}"#,
    ),
    ("aws-sdk:s3", "putObject", r#"{"ETag":"\"{id}\"","ServerSideEncryption":"AES256"}"#),
    ("aws-sdk:secretsmanager", "getSecretValue", r#"{"Name":"=SecretId","SecretString":"{}","VersionId":"{id}"}"#),
    ("aws-sdk:secretsmanager", "listSecrets", r#"{"SecretList":[]}"#),
    ("aws-sdk:sesv2", "sendEmail", MESSAGE),
    ("aws-sdk:sfn", "startExecution", EXECUTION),
    (
        "aws-sdk:sfn",
        "startSyncExecution",
        r#"{"ExecutionArn":"{StateMachineArn:express}:{id}","Input":"=Input|{}","Name":"=Name|{id}","Output":"=Input|{}","StartDate":"{now}","StateMachineArn":"=StateMachineArn","Status":"SUCCEEDED","StopDate":"{now}"}"#,
    ),
    ("aws-sdk:sns", "publish", MESSAGE),
    ("aws-sdk:sqs", "receiveMessage", r#"{"Messages":[]}"#),
    ("aws-sdk:sqs", "sendMessage", MESSAGE),
    ("aws-sdk:ssm", "getParameter", r#"{"Parameter":{"Name":"=Name","Type":"String","Value":"","Version":1}}"#),
    (
        "aws-sdk:sts",
        "getCallerIdentity",
        r#"{"Account":"{account}","Arn":"arn:aws:sts::{account}:assumed-role/StepFunctionsRole/{id}","UserId":"{id}"}"#,
    ),
    ("aws-sdk:textract", "startDocumentTextDetection", r#"{"JobId":"{id}"}"#),
    (
        "aws-sdk:transcribe",
        "startTranscriptionJob",
        r#"{"TranscriptionJob":{"TranscriptionJobName":"=TranscriptionJobName","TranscriptionJobStatus":"IN_PROGRESS"}}"#,
    ),
    (
        "aws-sdk:translate",
        "translateText",
        r#"{"SourceLanguageCode":"=SourceLanguageCode","TargetLanguageCode":"=TargetLanguageCode","TranslatedText":"=Text"}"#,
    ),
];

const HTTP: &str =
    r#"{"Headers":{"Content-Type":["application/json"]},"ResponseBody":{},"StatusCode":200,"StatusText":"OK"}"#;
const DONE: &str = r#"{"SdkHttpMetadata":{"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"{id}"}}"#;
const ROWS: &str = r#"{"Count":0,"Items":[],"ScannedCount":0}"#;
const MESSAGE: &str = r#"{"MessageId":"{id}"}"#;
const EVENTS: &str = r#"{"Entries":["*Entries",{"EventId":"{id}"}],"FailedEntryCount":0}"#;
const EXECUTION: &str = r#"{"ExecutionArn":"{StateMachineArn:execution}:{id}","StartDate":"{now}"}"#;

#[cfg(test)]
mod tests {
    use super::SHAPES;
    use asl_document::MachineType;
    use asl_json::Json;

    #[test]
    fn every_shape_is_json_and_belongs_to_an_integration() {
        for (at, (service, action, shape)) in SHAPES.iter().enumerate() {
            assert!(Json::parse(shape).is_ok(), "{service}:{action}");
            let first = SHAPES.iter().position(|(other, name, _)| (other, name) == (service, action));
            assert_eq!(first, Some(at), "{service}:{action} stands twice");
            let definition = format!(
                r#"{{"StartAt":"T","States":{{"T":{{"Type":"Task","Resource":"arn:aws:states:::{service}:{action}","End":true}}}}}}"#
            );
            let checked = crate::check(&definition, MachineType::Standard);
            let unknown = checked.diagnostics.iter().find(|found| found.location.ends_with("/Resource"));
            assert!(unknown.is_none(), "{service}:{action} {unknown:?}");
        }
    }
}
