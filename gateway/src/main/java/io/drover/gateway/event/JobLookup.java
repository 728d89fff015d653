package io.drover.gateway.event;

import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.JobView;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the versions of jobs that allocations run, and the key that signs their identities. */
public interface JobLookup {
    /** Looks the jobs of all these up at once; what has been purged is not found. */
    CompletableFuture<Function<AllocView, @Nullable JobView>> of(List<AllocView> allocs);

    /** Id of the key that signs now. */
    CompletableFuture<String> signingKeyId();
}
