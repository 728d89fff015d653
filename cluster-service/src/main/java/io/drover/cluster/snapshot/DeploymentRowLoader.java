package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentGroupTable;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.ServiceTable;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.DeploymentRowDecoder;
import io.drover.sbe.snapshot.ServiceRowDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Loads deployments with the states of their groups, and service registrations. */
final class DeploymentRowLoader {
    private final ClusterState state;
    private final DeploymentTable deployments;
    private final DeploymentGroupTable groups;
    private final ServiceTable services;
    private final Heap heap;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final DeploymentRowDecoder deployment = new DeploymentRowDecoder();
    private final ServiceRowDecoder service = new ServiceRowDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer[] names = {new UnsafeBuffer(0, 0), new UnsafeBuffer(0, 0), new UnsafeBuffer(0, 0)};

    DeploymentRowLoader(final Engine engine) {
        state = engine.state();
        deployments = state.deployments();
        groups = deployments.groups();
        services = state.services();
        heap = state.heap();
    }

    void deployment(final DirectBuffer record) {
        deployment.wrapAndApplyHeader(record, 0, header);
        final int row = deployments.restore(
                deployment.handle(),
                deployment.deploymentId().high(),
                deployment.deploymentId().low(),
                deployment.createIndex());
        final int version = state.versions().rows().resolve(deployment.versionHandle());
        deployments.version(row, version);
        deployments.job(row, state.versions().job(version));
        deployments.status(row, deployment.status());
        deployments.attach(row);
        state.allocs().joinDeployment(deployments.job(row), row, deployments.idHigh(row), deployments.idLow(row));
        deployments.jobVersion(row, deployment.jobVersion());
        deployments.jobModifyIndex(row, deployment.jobModifyIndex());
        deployments.jobSpecModifyIndex(row, deployment.jobSpecModifyIndex());
        deployments.jobCreateIndex(row, deployment.jobCreateIndex());
        deployments.evalPriority(row, deployment.evalPriority());
        deployments.modifyIndex(row, deployment.modifyIndex());
        deployments.createTimeMs(row, deployment.createTimeMs());
        deployments.modifyTimeMs(row, deployment.modifyTimeMs());
        for (final DeploymentRowDecoder.GroupsDecoder group : deployment.groups()) {
            loadGroup(row, version, group);
        }
        deployment.wrapNamespace(view);
        deployments.namespace(row, heap.intern(view));
        deployment.wrapJobId(view);
        deployments.jobId(row, heap.intern(view));
        deployment.wrapStatusDescription(view);
        deployments.statusDescription(row, heap.intern(view));
    }

    void service(final DirectBuffer record) {
        service.wrapAndApplyHeader(record, 0, header);
        final int alloc =
                state.allocs().find(service.allocId().high(), service.allocId().low());
        final int port = service.port();
        final long createIndex = service.createIndex();
        final long modifyIndex = service.modifyIndex();
        service.wrapNamespace(names[0]);
        service.wrapServiceId(names[1]);
        service.wrapServiceName(names[2]);
        final int row = services.insert(
                heap.intern(names[0]),
                heap.intern(names[1]),
                heap.intern(names[2]),
                alloc,
                state.allocs().node(alloc));
        services.port(row, port);
        services.createIndex(row, createIndex);
        services.modifyIndex(row, modifyIndex);
        service.wrapJobId(view);
        services.jobId(row, heap.intern(view));
        service.wrapDatacenter(view);
        services.datacenter(row, heap.intern(view));
        service.wrapAddress(view);
        services.address(row, heap.intern(view));
        service.wrapTags(view);
        services.tags(row, heap.put(view, 0, view.capacity()));
    }

    private void loadGroup(final int row, final int version, final DeploymentRowDecoder.GroupsDecoder group) {
        final int index = group.groupIndex();
        final int target = groups.insert(row, index, heap.share(state.versions().groupName(version, index)));
        groups.isAutoRevert(target, group.autoRevert() == Bool.YES);
        groups.isAutoPromote(target, group.autoPromote() == Bool.YES);
        groups.isPromoted(target, group.promoted() == Bool.YES);
        groups.progressDeadlineMs(target, group.progressDeadlineMs());
        groups.requireProgressByMs(target, group.requireProgressByMs());
        groups.desiredCanaries(target, group.desiredCanaries());
        groups.desiredTotal(target, group.desiredTotal());
        groups.placedAllocs(target, group.placedAllocs());
        groups.healthyAllocs(target, group.healthyAllocs());
        groups.unhealthyAllocs(target, group.unhealthyAllocs());
        for (final DeploymentRowDecoder.GroupsDecoder.CanariesDecoder canary : group.canaries()) {
            groups.addCanary(target, canary.allocId().high(), canary.allocId().low());
        }
        group.skipName();
    }
}
