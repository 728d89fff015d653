package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.http.QueryOptions;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.util.Set;

/** {@code /v1/jobs}: the list, and registration. */
final class JobsEndpoint implements Endpoint {
    private static final int ROWS_PER_JOB = 2;

    private final GatewayContext context;
    private final JobRegistrar registrar;

    JobsEndpoint(final GatewayContext context, final JobRegistrar registrar) {
        this.context = context;
        this.registrar = registrar;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        if (call.isMethod("GET")) {
            list(call);
        } else if (call.isMethod("PUT", "POST")) {
            registrar.register(call, "");
        } else {
            throw HttpProblem.invalidMethod();
        }
    }

    private void list(final Call call) throws HttpProblem {
        final boolean withMeta = call.flag("meta");
        final QueryOptions options = call.options();
        final Listing<JobView> listing =
                new Listing<>(call, PageOrder.NAME, ROWS_PER_JOB, job -> job.namespace() + "." + job.jobId(), Set.of());
        listing.visibleTo(call.authority(), job -> call.authority().allows(job.namespace(), Capabilities.LIST_JOBS));
        final QueryRequest request = listing.narrow(QueryRequest.of(QueryKind.JOBS)
                .namespace(options.namespace())
                .key(options.prefix())
                .withDocuments(true));
        context.reads()
                .answer(
                        call,
                        Read.of(request, TableId.JOBS, TableId.JOB_SUMMARIES),
                        pages -> answer(call, listing, pages, withMeta));
    }

    private static void answer(
            final Call call, final Listing<JobView> listing, final Pages pages, final boolean withMeta)
            throws HttpProblem {
        final JsonWriter json = call.json().beginArray();
        for (final JobView job :
                listing.page(call, pages, JobRenderer.read(pages), (writer, each) -> writer.raw(each.asJson()))) {
            JobRenderer.writeStub(json, job, withMeta);
        }
        call.reply(json.endArray());
    }
}
