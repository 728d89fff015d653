package io.drover.gateway.command;

import io.drover.sbe.command.NamespaceDeleteEncoder;
import io.drover.sbe.command.NamespaceUpsertEncoder;
import io.drover.sbe.command.NodePoolDeleteEncoder;
import io.drover.sbe.command.NodePoolUpsertEncoder;
import io.drover.sbe.command.ReconcileSummariesEncoder;
import io.drover.sbe.command.ServiceDeletesEncoder;
import io.drover.sbe.command.SystemGcEncoder;
import org.agrona.DirectBuffer;

/** Commands about what the whole cluster shares. */
public final class ClusterCommands {
    private static final int LENGTH = 512;

    private ClusterCommands() {}

    /** Creates or changes a namespace. */
    public static DirectBuffer upsertNamespace(final String name, final byte[] document) {
        final CommandWriter writer = new CommandWriter(LENGTH + document.length);
        final NamespaceUpsertEncoder command = new NamespaceUpsertEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .name(name)
                .putDocument(document, 0, document.length);
        return writer.finish(command.encodedLength());
    }

    /** Deletes a namespace. */
    public static DirectBuffer deleteNamespace(final String name) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final NamespaceDeleteEncoder command = new NamespaceDeleteEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .name(name);
        return writer.finish(command.encodedLength());
    }

    /** Creates or changes a node pool. */
    public static DirectBuffer upsertPool(final String name, final byte[] document) {
        final CommandWriter writer = new CommandWriter(LENGTH + document.length);
        final NodePoolUpsertEncoder command = new NodePoolUpsertEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .name(name)
                .putDocument(document, 0, document.length);
        return writer.finish(command.encodedLength());
    }

    /** Deletes a node pool. */
    public static DirectBuffer deletePool(final String name) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final NodePoolDeleteEncoder command = new NodePoolDeleteEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .name(name);
        return writer.finish(command.encodedLength());
    }

    /** Deletes a service registration. */
    public static DirectBuffer deleteService(final String namespace, final String serviceId) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final ServiceDeletesEncoder command =
                new ServiceDeletesEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        command.servicesCount(1).next().namespace(namespace).serviceId(serviceId);
        return writer.finish(command.encodedLength());
    }

    /** Collects everything that is terminal. */
    public static DirectBuffer collectGarbage() {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final SystemGcEncoder command = new SystemGcEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        return writer.finish(command.encodedLength());
    }

    /** Counts job summaries again. */
    public static DirectBuffer reconcileSummaries() {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final ReconcileSummariesEncoder command =
                new ReconcileSummariesEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        return writer.finish(command.encodedLength());
    }
}
