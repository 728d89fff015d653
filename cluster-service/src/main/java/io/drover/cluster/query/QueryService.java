package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.event.EventRecorder;
import io.drover.sbe.Limits;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.query.QueryStatus;
import io.drover.scheduler.offheap.InvariantViolation;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Answers queries on the service thread between entries. Kinds are handled by family; each answers whether its object, if it asks for
 * one, exists.
 */
public final class QueryService {
    private final Request request = new Request();
    private final PageBuilder page;
    private final JobQueries jobs;
    private final AllocQueries allocs;
    private final NodeQueries nodes;
    private final EvalQueries evals;
    private final DeploymentQueries deployments;
    private final ServiceQueries services;
    private final VariableQueries variables;
    private final HostVolumeQueries hostVolumes;
    private final CsiQueries csi;
    private final SmallQueries small;
    private final PlanQueries plans;
    private final ExplanationQueries explanations;
    private final AclQueries acl;
    private final EventQueries events;
    private final StatsQueries stats;
    private final Engine engine;
    private final int rowsMax;
    private final Consumer<Throwable> internalErrors;

    public QueryService(final Engine engine, final EventRecorder recorder, final Consumer<Throwable> internalErrors) {
        this.internalErrors = internalErrors;
        this.engine = engine;
        final Limits limits = engine.state().limits();
        rowsMax = limits.intValue(Limits.Key.QUERY_ROWS_MAX);
        page = new PageBuilder(limits.intValue(Limits.Key.QUERY_BYTES_MAX));
        final RowLists lists = new RowLists(request, page);
        jobs = new JobQueries(engine, request, page, lists);
        allocs = new AllocQueries(engine, request, page, lists);
        nodes = new NodeQueries(engine, request, page, lists);
        evals = new EvalQueries(engine, request, page, lists);
        deployments = new DeploymentQueries(engine, request, page, lists);
        services = new ServiceQueries(engine, request, page, lists);
        variables = new VariableQueries(engine, request, page);
        hostVolumes = new HostVolumeQueries(engine, request, page, lists);
        csi = new CsiQueries(engine, request, page);
        small = new SmallQueries(engine, page, lists);
        plans = new PlanQueries(engine, request, page);
        explanations = new ExplanationQueries(engine, request, page);
        acl = new AclQueries(engine, request, page);
        events = new EventQueries(recorder, request, page);
        stats = new StatsQueries(engine, recorder, page);
    }

    /** Answers one query and returns how many rows its page has. */
    public int answer(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long logPosition,
            final PageSink sink) {
        final boolean isRequest = request.read(buffer, offset, length);
        final int asked = isRequest ? request.rowLimit() : 0;
        page.begin(asked <= 0 ? rowsMax : Math.min(asked, rowsMax));
        if (isRequest) {
            answerSafely();
        } else {
            page.status(QueryStatus.MALFORMED);
        }
        return page.finish(
                isRequest ? request.correlationId() : 0, engine.step().index(), logPosition, sink);
    }

    /** The answer of a member whose cluster was not born yet. */
    public static int answerNotBorn(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long logPosition,
            final PageSink sink) {
        final Request request = new Request();
        final PageBuilder page = new PageBuilder(1);
        final boolean isRequest = request.read(buffer, offset, length);
        page.begin(1);
        page.status(isRequest ? QueryStatus.NOT_BORN : QueryStatus.MALFORMED);
        return page.finish(isRequest ? request.correlationId() : 0, 0, logPosition, sink);
    }

    /** A defect costs one answer, not the member: queries change nothing. */
    private void answerSafely() {
        try {
            answer(request.kind());
        } catch (final RuntimeException | InvariantViolation ex) {
            internalErrors.accept(ex);
            page.begin(rowsMax);
            page.status(QueryStatus.MALFORMED);
        }
    }

    private void answer(final QueryKind kind) {
        switch (kind) {
            case JOB -> jobs.job();
            case JOBS -> jobs.jobs();
            case JOB_VERSIONS -> jobs.versions();
            case JOB_SUBMISSION -> jobs.submission();
            case JOB_SCALING -> jobs.scaling();
            case JOB_ALLOCS -> allocs.ofJob();
            case JOB_EVALS -> evals.ofJob();
            case JOB_DEPLOYMENTS -> deployments.ofJob();
            case ALLOC -> allocs.alloc();
            case ALLOCS -> allocs.allocs();
            case NODE -> nodes.node();
            case NODES -> nodes.nodes();
            case NODE_ALLOCS -> allocs.ofNode();
            case EVAL -> evals.eval();
            case EVALS -> evals.evals();
            case EVAL_ALLOCS -> allocs.ofEval();
            case DEPLOYMENT -> deployments.deployment();
            case DEPLOYMENTS -> deployments.deployments();
            case DEPLOYMENT_ALLOCS -> allocs.ofDeployment();
            case SERVICES -> services.services();
            case SERVICE -> services.service();
            case NODE_SERVICES -> services.ofNode();
            case VARIABLE -> variables.variable();
            case VARIABLES -> variables.variables();
            case HOST_VOLUME -> hostVolumes.volume();
            case HOST_VOLUMES -> hostVolumes.volumes();
            case HOST_VOLUME_ALLOCS -> hostVolumes.allocs();
            case HOST_VOLUME_CLAIMS -> hostVolumes.claims();
            case CSI_VOLUME -> csi.volume();
            case CSI_VOLUMES -> csi.volumes();
            case CSI_VOLUME_ALLOCS -> csi.volumeAllocs();
            case CSI_PLUGIN -> csi.plugin();
            case CSI_PLUGINS -> csi.plugins();
            case CSI_PLUGIN_ALLOCS -> csi.pluginAllocs();
            case NAMESPACE -> small.namespace(request.key());
            case NAMESPACES -> small.namespaces();
            case NODE_POOL -> small.pool(request.key());
            case NODE_POOLS -> small.pools();
            case ROOT_KEYS -> small.rootKeys(request.withDocuments());
            case SCHEDULER_CONFIG -> small.config();
            case INDEXES -> small.indexes();
            case EDGES -> small.edges();
            case CLUSTER -> small.cluster();
            case ASSIGNMENTS -> allocs.assignments();
            case PLAN -> plans.plan();
            case EXPLANATION -> explanations.group();
            case ACL_ENTRY -> acl.entry(false);
            case ACL_ENTRY_BY_ALIAS -> acl.entry(true);
            case ACL_ENTRIES -> acl.entries();
            case INVARIANTS -> small.invariants();
            case EVENTS -> events.events();
            case STATS -> stats.stats();
            case AUTOPILOT -> small.autopilot();
            case FEATURE_LEVELS -> small.levels();
            default -> page.status(QueryStatus.MALFORMED);
        }
    }
}
