package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.eval.DeploymentMaker;
import io.drover.cluster.lifecycle.DeploymentCounters;
import io.drover.cluster.lifecycle.DeploymentWatch;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.EvalTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.DeploymentAction;
import io.drover.sbe.command.DeploymentChangeDecoder;
import io.drover.sbe.command.DeploymentHealthDecoder;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.Health;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What people decide on deployments: pause, resume, fail, promote, and the health of allocations. */
final class DeploymentCommands {
    private static final DirectBuffer PAUSED = Text.of("Deployment is paused");
    private static final DirectBuffer UNKNOWN_ACTION = Text.of("action is unknown");

    private static final int UUID_LENGTH = 36;

    /** What watchers of steps are told of a promotion, as one command brings all changes of a deployment. */
    private static final int PROMOTED = 1;

    private final ClusterState state;
    private final DeploymentTable deployments;
    private final Step step;
    private final Engine engine;
    private final DeploymentWatch watch;
    private final DeploymentCounters counters;
    private final AllocConsequences consequences;
    private final DeploymentChangeDecoder change = new DeploymentChangeDecoder();
    private final DeploymentHealthDecoder health = new DeploymentHealthDecoder();
    private final GroupNames groups;
    private final UnsafeBuffer unknownId = new UnsafeBuffer(new byte[UUID_LENGTH]);
    private final UnsafeBuffer unknown = new UnsafeBuffer(0, 0);

    DeploymentCommands(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        deployments = state.deployments();
        step = engine.step();
        watch = engine.deploymentWatch();
        counters = engine.counters();
        consequences = new AllocConsequences(engine);
        groups = new GroupNames(state);
    }

    ResultCode onChange(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        change.wrap(buffer, offset, blockLength, version);
        final int deployment = deployments.find(
                change.deploymentId().high(), change.deploymentId().low());
        final DeploymentAction action = change.action();
        if (Slab.NULL_ROW == deployment) {
            return ResultCode.DEPLOYMENT_NOT_FOUND;
        }
        if (!DeploymentTable.isActive(deployments.status(deployment))) {
            outcome.value(deployments.status(deployment).value());
            return ResultCode.DEPLOYMENT_TERMINAL;
        }
        if (!engine.evaluations().hasRoomFor(1) || !state.heap().hasRoomFor(8_192, 8)) {
            return outcome.full(LimitNames.EVALS);
        }
        groups.read(change.groups());
        return switch (action) {
            case PAUSE -> apply(deployment, DeploymentStatus.PAUSED, PAUSED, false, outcome);
            case RESUME -> apply(deployment, DeploymentStatus.RUNNING, DeploymentMaker.RUNNING, true, outcome);
            case FAIL -> fail(deployment, outcome);
            case PROMOTE -> promote(deployment, outcome);
            default -> outcome.reject(ResultCode.MALFORMED, UNKNOWN_ACTION);
        };
    }

    ResultCode onHealth(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        health.wrap(buffer, offset, blockLength, version);
        final long high = health.deploymentId().high();
        final long low = health.deploymentId().low();
        final int deployment = deployments.find(high, low);
        if (Slab.NULL_ROW == deployment) {
            return ResultCode.DEPLOYMENT_NOT_FOUND;
        }
        if (!DeploymentTable.isActive(deployments.status(deployment))) {
            outcome.value(deployments.status(deployment).value());
            return ResultCode.DEPLOYMENT_TERMINAL;
        }
        boolean hasUnhealthy = false;
        for (final DeploymentHealthDecoder.AllocsDecoder each : health.allocs()) {
            final int alloc =
                    state.allocs().find(each.allocId().high(), each.allocId().low());
            if (Slab.NULL_ROW == alloc || counters.deployment(alloc) != deployment) {
                final int length = Text.putUuid(
                        unknownId, 0, each.allocId().high(), each.allocId().low());
                unknown.wrap(unknownId, 0, length);
                return outcome.reject(ResultCode.ALLOC_NOT_FOUND, unknown);
            }
            hasUnhealthy |= each.health() == Health.UNHEALTHY;
        }
        if (!engine.evaluations().hasRoomFor(2) || !state.heap().hasRoomFor(8_192, 8)) {
            return outcome.full(LimitNames.EVALS);
        }

        health.wrap(buffer, offset, blockLength, version);
        step.begin();
        for (final DeploymentHealthDecoder.AllocsDecoder each : health.allocs()) {
            final int alloc =
                    state.allocs().find(each.allocId().high(), each.allocId().low());
            final boolean isHealthy = each.health() == Health.HEALTHY;
            consequences.onHealth(alloc, isHealthy ? Health.HEALTHY : Health.UNHEALTHY, step.nowMs());
            engine.transitions().touchAssignment(alloc);
        }
        if (hasUnhealthy) {
            watch.failUnhealthy(deployment);
        }
        consequences.conclude();
        // Who says it by hand is answered with an evaluation, whether or not the watch wants one.
        if (!hasEvaluation(deployment)) {
            watch.evaluate(deployment);
        }
        return conclude(deployment, outcome);
    }

    private ResultCode apply(
            final int deployment,
            final DeploymentStatus status,
            final DirectBuffer description,
            final boolean evaluates,
            final Outcome outcome) {
        step.begin();
        counters.changeStatus(deployment, status, description);
        if (evaluates) {
            watch.evaluate(deployment);
        }
        return conclude(deployment, outcome);
    }

    /** Answers with the evaluation that the step made, if it made one. */
    private ResultCode conclude(final int deployment, final Outcome outcome) {
        final EvalTable evals = state.evals();
        if (hasEvaluation(deployment)) {
            final int eval = evals.ofJob().last(deployments.job(deployment));
            outcome.eval(evals.idHigh(eval), evals.idLow(eval), step.index());
        }
        engine.statuses().update(deployments.job(deployment));
        return ResultCode.OK;
    }

    private boolean hasEvaluation(final int deployment) {
        final int eval = state.evals().ofJob().last(deployments.job(deployment));
        return Slab.NULL_ROW != eval && state.evals().createIndex(eval) == step.index();
    }

    private ResultCode fail(final int deployment, final Outcome outcome) {
        step.begin();
        watch.failByWish(deployment);
        return conclude(deployment, outcome);
    }

    private ResultCode promote(final int deployment, final Outcome outcome) {
        final int unhealthy = watch.findUnpromotable(deployment, groups);
        if (Slab.NULL_ROW != unhealthy) {
            final UnsafeBuffer name = new UnsafeBuffer(0, 0);
            state.heap().strings().wrap(deployments.groups().name(unhealthy), name);
            outcome.value(deployments.groups().healthyAllocs(unhealthy));
            return outcome.reject(ResultCode.DEPLOYMENT_NOT_PROMOTABLE, name);
        }

        step.begin();
        step.causeDetail(PROMOTED);
        watch.promote(deployment, groups);
        return conclude(deployment, outcome);
    }
}
