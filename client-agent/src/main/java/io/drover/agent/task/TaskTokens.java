package io.drover.agent.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.agent.model.ServerReads;
import io.drover.agent.spec.IdentitySpec;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The signed identities of one task, as the servers gave them last. For all threads. Tokens are kept in memory and in the task's
 * files only, and stay out of logs and events.
 */
final class TaskTokens {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerReads reads;
    private final String target;
    private volatile @Nullable Map<String, String> last;

    TaskTokens(final ServerReads reads, final String allocId, final String taskName) {
        this.reads = reads;
        this.target = "/v1/internal/identities?alloc=" + allocId + "&task="
                + URLEncoder.encode(taskName, StandardCharsets.UTF_8);
    }

    /** New tokens by the names of the identities. */
    CompletableFuture<Map<String, String>> fetch() {
        return reads.get(target, ServerReads.AS_NODE).thenApply(answer -> {
            final Map<String, String> tokens = tokens(answer);
            last = tokens;
            return tokens;
        });
    }

    /** Those that were given last; null when there were none. */
    @Nullable
    Map<String, String> last() {
        return last;
    }

    /** Those that were given last, or new ones. */
    CompletableFuture<Map<String, String>> known() {
        final Map<String, String> tokens = last;
        return tokens == null ? fetch() : CompletableFuture.completedFuture(tokens);
    }

    /** Questions to the servers as the task itself asks them. */
    ServerReads asTask() {
        return (question, ignored) ->
                known().thenCompose(tokens -> reads.get(question, tokens.getOrDefault(IdentitySpec.DEFAULT, "")));
    }

    private static Map<String, String> tokens(final ServerReads.Answer answer) {
        if (answer.status() != 200) {
            throw new CompletionException(new IOException("the servers answer with status " + answer.status()));
        }
        try {
            final JsonNode node = JSON.readTree(answer.body());
            final Map<String, String> tokens = new TreeMap<>();
            node.properties()
                    .forEach(
                            field -> tokens.put(field.getKey(), field.getValue().asText()));
            return Collections.unmodifiableMap(tokens);
        } catch (final IOException e) {
            throw new CompletionException(new IOException("the servers answer with something that is no JSON", e));
        }
    }
}
