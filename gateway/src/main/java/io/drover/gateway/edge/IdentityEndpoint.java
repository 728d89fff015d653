package io.drover.gateway.edge;

import io.drover.gateway.acl.Access;
import io.drover.gateway.acl.RootKey;
import io.drover.gateway.acl.TaskIdentities;
import io.drover.gateway.core.Core;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.AllocRowDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

/**
 * Signs the identities of a task for the node that runs it, and for no other node: what they say is read from the state, never taken
 * from whoever asks.
 */
public final class IdentityEndpoint implements Endpoint {
    /** Path of the endpoint; parameters are alloc and task. */
    public static final String PATH = "/v1/internal/identities";

    private final Core core;
    private final Access access;
    private final LinkKey linkKey;
    private final String region;
    private final EpochClock clock = SystemEpochClock.INSTANCE;

    /** Serves nodes that show a ticket of this key. */
    public IdentityEndpoint(final Core core, final Access access, final LinkKey linkKey, final String region) {
        this.core = core;
        this.access = access;
        this.linkKey = linkKey;
        this.region = region;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        final LinkKey.Ticket ticket = linkKey.verify(ticket(call), clock.time());
        if (ticket == null || !Access.isUuid(call.param("alloc"))) {
            throw denied();
        }
        final UUID allocId = UUID.fromString(call.param("alloc"));
        call.when(core.query(QueryRequest.of(QueryKind.ALLOC).id(allocId)), page -> {
            final List<AllocView> allocs = allocs(page);
            if (allocs.isEmpty()
                    || !allocs.get(0).nodeId().equals(ticket.nodeId().toString())) {
                throw denied();
            }
            withJob(call, allocs.get(0));
        });
    }

    private static List<AllocView> allocs(final Page page) {
        final List<AllocView> allocs = new ArrayList<>();
        page.forEach((header, rows, offset) -> {
            if (header.templateId() == AllocRowDecoder.TEMPLATE_ID) {
                allocs.add(AllocView.of(header, rows, offset));
            }
        });
        return allocs;
    }

    private void withJob(final Call call, final AllocView alloc) {
        final QueryRequest request = QueryRequest.of(QueryKind.JOB)
                .namespace(alloc.namespace())
                .key(alloc.jobId())
                .version(alloc.jobVersion())
                .withDocuments(true);
        call.when(core.query(request), page -> {
            final List<JobView> jobs = page.isFound() ? JobRenderer.read(Pages.of(page)) : List.of();
            if (jobs.isEmpty()) {
                throw new HttpProblem(404, "job version not found");
            }
            call.when(access.rootKeys(), keys -> call.compute(ignored -> answer(call, alloc, jobs.get(0), keys)));
        });
    }

    private void answer(final Call call, final AllocView alloc, final JobView job, final List<RootKey> keys)
            throws HttpProblem {
        if (keys.isEmpty()) {
            throw new HttpProblem(500, "No cluster leader");
        }
        final TaskIdentities identities =
                new TaskIdentities(region, access.settings().issuer(), alloc.id(), alloc.group(), job.tree());
        call.reply(call.json()
                .value(identities.sign(call.param("task"), keys.get(0).signer(), clock.time() / 1_000)));
    }

    private static byte[] ticket(final Call call) throws HttpProblem {
        try {
            return Base64.getDecoder().decode(call.header(JobDocumentEndpoint.TICKET_HEADER));
        } catch (final IllegalArgumentException ex) {
            throw denied();
        }
    }

    private static HttpProblem denied() {
        return new HttpProblem(403, "Permission denied");
    }
}
