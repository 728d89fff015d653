package io.drover.gateway.endpoint;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.sbe.Limits;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.NamespaceRowDecoder;
import io.drover.sbe.snapshot.NodePoolRowDecoder;
import io.drover.sbe.snapshot.SchedulerConfigRowDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What admission of jobs depends on, kept until it changes. A name that is not known makes for a fresh read, because the change may
 * be on its way; a name that is known but deleted meanwhile is refused by the state machine.
 */
public final class ClusterSettings extends TableListener {
    private final Core core;
    private final AtomicReference<@Nullable Snapshot> known = new AtomicReference<>();

    ClusterSettings(final Core core) {
        super(Set.of(TableId.NAMESPACES, TableId.NODE_POOLS, TableId.SCHEDULER_CONFIG));
        this.core = core;
    }

    /** Settings to admit a job of this namespace and pool with; the pool may be empty. */
    CompletableFuture<ServerSettings> forJob(final String namespace, final String nodePool) {
        final Snapshot snapshot = known.get();
        if (snapshot != null
                && snapshot.namespaces.containsKey(namespace)
                && (nodePool.isEmpty() || snapshot.nodePools.contains(nodePool))) {
            return CompletableFuture.completedFuture(snapshot);
        }
        return read();
    }

    @Override
    void onTableChange() {
        known.set(null);
    }

    private CompletableFuture<ServerSettings> read() {
        final CompletableFuture<Page> namespaces = core.query(QueryRequest.of(QueryKind.NAMESPACES));
        final CompletableFuture<Page> pools = core.query(QueryRequest.of(QueryKind.NODE_POOLS));
        final CompletableFuture<Page> config = core.query(QueryRequest.of(QueryKind.SCHEDULER_CONFIG));
        return CompletableFuture.allOf(namespaces, pools, config).thenApply(ignored -> {
            final Snapshot snapshot = new Snapshot();
            namespaces.join().forEach((header, rows, offset) -> {
                final NamespaceRowDecoder row =
                        new NamespaceRowDecoder().wrap(rows, bodyOf(offset), header.blockLength(), header.version());
                final String name = row.name();
                final byte[] document = new byte[row.documentLength()];
                row.getDocument(document, 0, document.length);
                snapshot.namespaces.put(name, rules(document));
            });
            pools.join().forEach((header, rows, offset) -> {
                final NodePoolRowDecoder row =
                        new NodePoolRowDecoder().wrap(rows, bodyOf(offset), header.blockLength(), header.version());
                snapshot.nodePools.add(row.name());
            });
            config.join().forEach((header, rows, offset) -> {
                final SchedulerConfigRowDecoder row = new SchedulerConfigRowDecoder()
                        .wrap(rows, bodyOf(offset), header.blockLength(), header.version());
                snapshot.memoryOversubscription = row.memoryOversubscription() == Bool.YES;
            });
            known.set(snapshot);
            return snapshot;
        });
    }

    private static int bodyOf(final int offset) {
        return offset + MessageHeaderDecoder.ENCODED_LENGTH;
    }

    private static ServerSettings.NamespaceRules rules(final byte[] document) {
        final JsonObject capabilities =
                document.length == 0 ? null : tree(document).object("Capabilities");
        if (capabilities == null) {
            return ServerSettings.NamespaceRules.OPEN;
        }
        return new ServerSettings.NamespaceRules(
                Set.copyOf(capabilities.texts("EnabledTaskDrivers")),
                Set.copyOf(capabilities.texts("DisabledTaskDrivers")),
                Set.copyOf(capabilities.texts("EnabledNetworkModes")),
                Set.copyOf(capabilities.texts("DisabledNetworkModes")));
    }

    private static JsonObject tree(final byte[] document) {
        try {
            return JsonParser.parse(document) instanceof JsonObject object ? object : new JsonObject();
        } catch (final JsonSyntaxException ex) {
            throw new IllegalStateException("the stored document of a namespace is damaged", ex);
        }
    }

    /** Never changed once it is handed out. */
    private static final class Snapshot implements ServerSettings {
        private final Map<String, NamespaceRules> namespaces = new HashMap<>();
        private final Set<String> nodePools = new HashSet<>();
        private boolean memoryOversubscription;

        @Override
        public int maxGroups() {
            return (int) Limits.Key.JOB_GROUPS_MAX.maximum();
        }

        @Override
        public int maxTasks() {
            return (int) Limits.Key.JOB_TASKS_MAX.maximum();
        }

        @Override
        public Optional<NamespaceRules> namespace(final String name) {
            return Optional.ofNullable(namespaces.get(name));
        }

        @Override
        public boolean hasNodePool(final String name) {
            return nodePools.contains(name);
        }

        @Override
        public boolean allowsMemoryOversubscription(final String nodePool) {
            return memoryOversubscription;
        }
    }
}
