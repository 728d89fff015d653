package io.drover.gateway.endpoint;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.JobView;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.JobRowDecoder;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The job versions that allocations run, each read once however many run it. */
final class AllocJobs {
    private record Key(String namespace, String jobId, long version) {
        static Key of(final AllocView alloc) {
            return new Key(alloc.namespace(), alloc.jobId(), alloc.jobVersion());
        }
    }

    /** No jobs, where allocations are shown without. */
    static final AllocJobs NONE = new AllocJobs();

    private final Map<Key, JobView> jobs = new HashMap<>();

    private AllocJobs() {}

    /** Reads the jobs of these allocations. */
    static CompletableFuture<AllocJobs> load(final Core core, final Collection<AllocView> allocs) {
        final Map<Key, CompletableFuture<Page>> pages = new HashMap<>();
        for (final AllocView alloc : allocs) {
            pages.computeIfAbsent(
                    Key.of(alloc),
                    key -> core.query(QueryRequest.of(QueryKind.JOB)
                            .namespace(key.namespace())
                            .key(key.jobId())
                            .version(key.version())
                            .withDocuments(true)));
        }
        return CompletableFuture.allOf(pages.values().toArray(new CompletableFuture<?>[0]))
                .thenApply(ignored -> {
                    final AllocJobs loaded = new AllocJobs();
                    pages.forEach((key, page) -> {
                        final JobView job = jobOf(page.join());
                        if (job != null) {
                            loaded.jobs.put(key, job);
                        }
                    });
                    return loaded;
                });
    }

    /** The job of an allocation; null when it has just been purged. */
    @Nullable
    JobView of(final AllocView alloc) {
        return jobs.get(Key.of(alloc));
    }

    private static @Nullable JobView jobOf(final Page page) {
        final AtomicReference<@Nullable JobView> job = new AtomicReference<>();
        page.forEach((header, rows, offset) -> {
            if (header.templateId() == JobRowDecoder.TEMPLATE_ID) {
                job.set(JobView.of(header, rows, offset));
            }
        });
        return job.get();
    }
}
