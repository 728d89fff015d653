package io.drover.agent.api;

import io.drover.agent.model.ServerReads;
import io.drover.agent.state.NodeMetadata;
import io.drover.agent.volume.HostVolumes;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests that were relayed to this node. May be called by any number of threads; an answer may take as long as the
 * file system or a driver needs, and streams take as long as their reader wants.
 *
 * <pre>
 *   /v1/client/fs/{ls,stat,cat,readat,stream,logs}/ALLOC
 *   /v1/client/allocation/ALLOC/{stats,checks,restart,signal,pause,gc,exec}
 *   /v1/client/{stats,metadata,gc}
 *   /v1/client/volume/{create,register,delete}     asked by servers only
 * </pre>
 */
public final class ClientApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientApi.class);
    private static final String FS_PREFIX = "/v1/client/fs/";
    private static final String ALLOC_PREFIX = "/v1/client/allocation/";
    private static final String VOLUME_PREFIX = "/v1/client/volume/";
    private static final String EXEC_SUFFIX = "/exec";
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int UUID_LENGTH = 36;

    private final AgentQuestions agent;
    private final DirectoryWatcher watcher = new DirectoryWatcher();
    private final FileEndpoint files;
    private final LogEndpoint logs;
    private final AllocEndpoint allocs;
    private final ExecEndpoint exec;
    private final HostStats hostStats;
    private final MetadataEndpoint metadata;
    private final NodeIdentityEndpoint identity;
    private final VolumeEndpoint volumes;

    /** Creates the API of one agent. */
    public ClientApi(
            final AgentQuestions agent,
            final HostStats hostStats,
            final NodeMetadata metadata,
            final ServerReads reads,
            final HostVolumes volumes) {
        this.volumes = new VolumeEndpoint(volumes);
        this.metadata = new MetadataEndpoint(metadata);
        this.identity = new NodeIdentityEndpoint(reads);
        this.agent = agent;
        this.files = new FileEndpoint(agent.allocsDir(), watcher);
        this.logs = new LogEndpoint(agent, watcher);
        this.allocs = new AllocEndpoint(agent);
        this.exec = new ExecEndpoint(agent);
        this.hostStats = hostStats;
    }

    /** Answers one request. Never throws: what goes wrong is an answer too. */
    public ClientResponse handle(final ClientRequest request) {
        try {
            return route(request);
        } catch (final ApiException e) {
            return e.response();
        } catch (final IOException e) {
            return ClientResponse.text(500, String.valueOf(e.getMessage()));
        } catch (final RuntimeException e) {
            LOG.error("{} {} failed", request.method(), request.path(), e);
            return ClientResponse.text(500, "internal error");
        }
    }

    /** Answers a request that both sides write to; what goes wrong is told in the conversation. */
    public void converse(final ClientRequest request, final Conversation conversation)
            throws IOException, InterruptedException {
        final String path = request.path();
        if (!path.startsWith(ALLOC_PREFIX) || !path.endsWith(EXEC_SUFFIX)) {
            conversation.refuse(new ApiException(404, "resource not found"));
            return;
        }
        try {
            final String allocId = path.substring(
                    ALLOC_PREFIX.length(), Math.max(ALLOC_PREFIX.length(), path.length() - EXEC_SUFFIX.length()));
            exec.run(checked(allocId, 0), request, conversation);
        } catch (final ApiException e) {
            conversation.refuse(e);
        } catch (final RuntimeException e) {
            LOG.error("{} failed", request.path(), e);
            conversation.refuse(new ApiException(500, "internal error"));
        }
    }

    @Override
    public void close() {
        watcher.close();
    }

    private ClientResponse route(final ClientRequest request) throws ApiException, IOException {
        final String path = request.path();
        if (path.startsWith(FS_PREFIX)) {
            return fs(path.substring(FS_PREFIX.length()), request);
        }
        if (path.startsWith(ALLOC_PREFIX)) {
            return alloc(path.substring(ALLOC_PREFIX.length()), request);
        }
        if (path.startsWith(VOLUME_PREFIX)) {
            return volumes.handle(path.substring(VOLUME_PREFIX.length()), request);
        }
        return switch (path) {
            case "/v1/client/stats" -> ClientResponse.json(hostStats.toJson());
            case "/v1/client/metadata" -> metadata.handle(request);
            case "/v1/client/identity" -> identity.get(request);
            case "/v1/client/identity/renew" -> identity.renew(request);
            case "/v1/client/gc" -> {
                agent.collectAll();
                yield ClientResponse.empty();
            }
            default -> throw new ApiException(404, "resource not found");
        };
    }

    private ClientResponse fs(final String rest, final ClientRequest request) throws ApiException, IOException {
        final int slash = rest.indexOf('/');
        final String verb = slash < 0 ? rest : rest.substring(0, slash);
        final String allocId = slash < 0 ? "" : rest.substring(slash + 1);
        return switch (verb) {
            case "ls" -> files.list(checked(allocId, 0), request);
            case "stat" -> files.stat(checked(allocId, 0), request);
            case "cat" -> files.cat(checked(allocId, 200), request);
            case "readat" -> files.readAt(checked(allocId, 200), request);
            case "stream" -> files.stream(checked(allocId, 0), request);
            case "logs" -> logs.logs(checked(allocId, 0), request);
            default -> throw new ApiException(404, "Invalid method");
        };
    }

    private ClientResponse alloc(final String rest, final ClientRequest request) throws ApiException, IOException {
        final int slash = rest.indexOf('/');
        if (slash <= 0) {
            throw new ApiException(404, "resource not found");
        }
        final String allocId = checked(rest.substring(0, slash), 0);
        return switch (rest.substring(slash + 1)) {
            case "stats" -> allocs.stats(allocId, request);
            case "checks" -> allocs.checks(allocId);
            case "restart" -> allocs.restart(allocId, request);
            case "signal" -> allocs.signal(allocId, request);
            case "pause" -> allocs.pause(request);
            case "gc" -> allocs.collect(allocId);
            case "exec" -> throw new ApiException(500, "websocket connection not found in context");
            default -> throw new ApiException(404, "resource not found");
        };
    }

    /** Only a UUID may become part of a path on disk. A fixed status overrides the usual one of each problem. */
    private static String checked(final String allocId, final int fixedStatus) throws ApiException {
        if (allocId.isEmpty()) {
            throw new ApiException(fixedStatus == 0 ? 400 : fixedStatus, "must provide a valid alloc id");
        }
        if (allocId.length() != UUID_LENGTH) {
            throw new ApiException(
                    fixedStatus == 0 ? 500 : fixedStatus,
                    "alloc lookup failed: index error: UUID must be 36 characters");
        }
        if (!UUID.matcher(allocId).matches()) {
            throw new ApiException(
                    fixedStatus == 0 ? 404 : fixedStatus, "Unknown allocation " + Parameters.quoted(allocId));
        }
        return allocId;
    }
}
