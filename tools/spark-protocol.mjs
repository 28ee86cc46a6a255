// Makes packages/spark/src/protocol: the messages and calls of Spark Connect that @bridle/spark uses, as TypeScript.
//
//   node tools/spark-protocol.mjs spark-connect_2.13-4.2.0.jar     (npm run test:engines keeps one; see scripts/spark.mjs)
//
// The .proto files come from the server's own jar. buf leaves out what is not used, which is three quarters of them, and
// every comment; protoc-gen-es writes the code. Both are installed into a temporary folder, and nothing needs them later.
// Needs unzip.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const TOOLS = ['@bufbuild/buf@1.75.0', '@bufbuild/protoc-gen-es@2.17.0'];
const CALLS = 'ExecutePlan ReattachExecute ReleaseExecute AnalyzePlan Config Interrupt ReleaseSession';
/** Messages that no call above needs from us: fields of these types are left out. */
const UNUSED = `
  Unknown WithRelations RelationChanges Project Filter Join SetOperation Limit Offset Tail Aggregate Sort Drop
  Deduplicate LocalRelation CachedLocalRelation ChunkedCachedLocalRelation CachedRemoteRelation Sample Range
  SubqueryAlias Repartition ShowString HtmlString StatSummary StatDescribe StatCrosstab StatCov StatCorr
  StatApproxQuantile StatFreqItems StatSampleBy NAFill NADrop NAReplace ToDF WithColumnsRenamed WithColumns
  WithWatermark Hint Unpivot Transpose UnresolvedTableValuedFunction ToSchema RepartitionByExpression
  MapPartitions GroupMap TransformWithStateInfo CoGroupMap ApplyInPandasWithState
  CommonInlineUserDefinedTableFunction CommonInlineUserDefinedDataSource CollectMetrics Parse AsOfJoin
  LateralJoin NearestByJoin Catalog CreateDataFrameViewCommand WriteOperation WriteOperationV2
  WriteStreamOperationStart WriteStreamOperationStartResult StreamingQueryCommand StreamingQueryCommandResult
  StreamingQueryManagerCommand StreamingQueryManagerCommandResult StreamingQueryListenerBusCommand
  StreamingQueryListenerEventsResult GetResourcesCommand GetResourcesCommandResult CreateResourceProfileCommand
  CreateResourceProfileCommandResult RemoveCachedRemoteRelationCommand CheckpointCommand CheckpointCommandResult
  MergeIntoTableCommand ExecuteExternalCommand CommonInlineUserDefinedFunction TypedAggregateExpression
  CallFunction NamedArgumentExpression MergeAction SubqueryExpression PipelineCommand PipelineCommandResult
  PipelineEventResult PipelineQueryFunctionExecutionSignal ExpressionCommon Expression.Window
  Expression.SortOrder Expression.Cast Expression.ExpressionString Expression.UnresolvedStar
  Expression.UnresolvedRegex Expression.UnresolvedExtractValue Expression.UpdateFields Expression.Alias
  Expression.LambdaFunction Expression.UnresolvedNamedLambdaVariable Expression.DirectShufflePartitionID
  Expression.UnresolvedAttribute Expression.UnresolvedFunction ExecutePlanResponse.Metrics
  ExecutePlanResponse.ObservedMetrics AnalyzePlanRequest.TreeString AnalyzePlanRequest.IsLocal
  AnalyzePlanRequest.IsStreaming AnalyzePlanRequest.InputFiles AnalyzePlanRequest.SameSemantics
  AnalyzePlanRequest.SemanticHash AnalyzePlanRequest.Persist AnalyzePlanRequest.Unpersist
  AnalyzePlanRequest.GetStorageLevel AnalyzePlanResponse.TreeString AnalyzePlanResponse.IsLocal
  AnalyzePlanResponse.IsStreaming AnalyzePlanResponse.InputFiles AnalyzePlanResponse.SameSemantics
  AnalyzePlanResponse.SemanticHash AnalyzePlanResponse.Persist AnalyzePlanResponse.Unpersist
  AnalyzePlanResponse.GetStorageLevel AnalyzePlanRequest.Explain AnalyzePlanResponse.Explain
  AnalyzePlanRequest.DDLParse AnalyzePlanResponse.DDLParse AnalyzePlanRequest.JsonToDDL
  AnalyzePlanResponse.JsonToDDL RelationCommon Origin`;
/** What the errors of the server carry. */
const ERROR_INFO = `syntax = "proto3";
package google.rpc;
message ErrorInfo {
  string reason = 1;
  string domain = 2;
  map<string, string> metadata = 3;
}
`;

const jar = resolve(process.argv[2] ?? '');
const version = /-(\d+\.\d+\.\d+)\.jar$/.exec(basename(jar))?.[1];
if (version === undefined) {
  console.error('usage: node tools/spark-protocol.mjs …/spark-connect_2.13-VERSION.jar');
  process.exit(2);
}
const output = join(dirname(fileURLToPath(import.meta.url)), '../packages/spark/src/protocol');
const folder = mkdtempSync(join(tmpdir(), 'spark-protocol-'));
const run = (command, args) =>
  execFileSync(command, args, {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, PATH: `${join(folder, 'node_modules/.bin')}:${process.env.PATH}` },
  });
try {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...TOOLS]);
  run('unzip', ['-q', jar, 'spark/connect/*.proto', 'META-INF/LICENSE', '-d', 'in']);
  mkdirSync(join(folder, 'in/google/rpc'), { recursive: true });
  writeFileSync(join(folder, 'in/google/rpc/error_info.proto'), ERROR_INFO);
  writeFileSync(join(folder, 'in/buf.yaml'), 'version: v2\n');
  writeFileSync(join(folder, 'buf.gen.yaml'), JSON.stringify(plan()));
  run('buf', ['build', 'in', '--exclude-source-info', '-o', 'in.binpb']);
  run('buf', ['generate']);
  rmSync(output, { recursive: true, force: true });
  for (const part of ['spark/connect', 'google/rpc']) {
    mkdirSync(join(output, part), { recursive: true });
    for (const file of readdirSync(join(folder, 'out', part))) {
      const from = `// From the .proto files of Apache Spark ${version} (Apache License 2.0, see LICENSE), by tools/spark-protocol.mjs.\n`;
      writeFileSync(join(output, part, file), from + readFileSync(join(folder, 'out', part, file), 'utf8'));
    }
  }
  writeFileSync(join(output, 'LICENSE'), apacheLicense());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The settings of buf, whose YAML takes JSON too. */
function plan() {
  const opt = ['target=ts', 'import_extension=ts', 'erasable_syntax=true'];
  const types = [...words(CALLS).map((name) => `spark.connect.SparkConnectService.${name}`), 'google.rpc.ErrorInfo'];
  const exclude = words(UNUSED).map((name) => `spark.connect.${name}`);
  return {
    version: 'v2',
    plugins: [{ local: 'protoc-gen-es', out: 'out', opt }],
    inputs: [{ binary_image: 'in.binpb', types, exclude_types: exclude }],
  };
}

/** The Apache License of the jar, without the list of what else the jar contains. */
function apacheLicense() {
  const text = readFileSync(join(folder, 'in/META-INF/LICENSE'), 'utf8');
  const end = text.indexOf('limitations under the License.');
  return `${text.slice(0, end)}limitations under the License.\n`;
}

function words(text) {
  return text.trim().split(/\s+/);
}
