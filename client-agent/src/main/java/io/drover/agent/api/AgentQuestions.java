package io.drover.agent.api;

import io.drover.agent.alloc.AllocRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the API needs of the agent; may be called from any thread. */
public interface AgentQuestions {
    /**
     * Asks something about an allocation on the event thread.
     *
     * @param question gets {@code null} when the allocation is not here.
     * @throws IOException when the agent does not answer.
     */
    <T> T ofAlloc(String allocId, Function<@Nullable AllocRunner, T> question) throws IOException;

    /** Removes one ended allocation; false when it is not here or has not ended. */
    boolean collect(String allocId) throws IOException;

    /** Removes all ended allocations. */
    void collectAll();

    /** Directory above all allocations. */
    Path allocsDir();
}
