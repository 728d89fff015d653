package io.drover.gateway.edge;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.stored.StoredForm;
import io.drover.gateway.render.JobOverlay;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.JobRowDecoder;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

/**
 * Gives nodes the document of a job version that they run. Served from the state of this process: a version never changes, and a
 * node asks only after it got an assignment that this very state contained.
 */
public final class JobDocumentEndpoint implements Endpoint {
    /** Path of the endpoint; parameters are namespace, job and version. */
    public static final String PATH = "/v1/internal/job-document";

    /** Header with the node's ticket. */
    public static final String TICKET_HEADER = "X-Drover-Ticket";

    private final Core core;
    private final LinkKey linkKey;
    private final EpochClock clock = SystemEpochClock.INSTANCE;

    /** Serves nodes that show a ticket of this key. */
    public JobDocumentEndpoint(final Core core, final LinkKey linkKey) {
        this.core = core;
        this.linkKey = linkKey;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        if (linkKey.verify(ticket(call), clock.time()) == null) {
            throw new HttpProblem(403, "Permission denied");
        }
        final QueryRequest request = QueryRequest.of(QueryKind.JOB)
                .namespace(call.namespace())
                .key(call.param("job"))
                .version(version(call.param("version")))
                .withDocuments(true);
        call.when(core.query(request), page -> {
            final ByteArrayOutputStream document = new ByteArrayOutputStream();
            final JobRowDecoder row = new JobRowDecoder();
            page.forEach((header, rows, offset) -> {
                if (header.templateId() == JobRowDecoder.TEMPLATE_ID) {
                    document.writeBytes(document(row.wrap(
                            rows,
                            offset + MessageHeaderDecoder.ENCODED_LENGTH,
                            header.blockLength(),
                            header.version())));
                }
            });
            if (document.size() == 0) {
                call.fail(404, "job version not found");
            } else {
                call.reply("application/json", document.toByteArray());
            }
        });
    }

    private static byte[] document(final JobRowDecoder row) {
        for (final JobRowDecoder.GroupsDecoder group : row.groups()) {
            group.skipName();
        }
        row.skipNamespace();
        final String jobId = row.jobId();
        final byte[] bytes = new byte[row.documentLength()];
        row.getDocument(bytes, 0, bytes.length);
        row.skipSpec();
        row.skipToken();
        row.skipTagName();
        row.skipTagDescription();
        final byte[] overlay = new byte[row.overlayLength()];
        row.getOverlay(overlay, 0, overlay.length);
        return JobOverlay.applyForNode(StoredForm.complete(bytes), overlay, jobId);
    }

    private static byte[] ticket(final Call call) throws HttpProblem {
        try {
            return Base64.getDecoder().decode(call.header(TICKET_HEADER));
        } catch (final IllegalArgumentException ex) {
            throw new HttpProblem(403, "Permission denied");
        }
    }

    private static long version(final String text) throws HttpProblem {
        try {
            return Long.parseLong(text);
        } catch (final NumberFormatException ex) {
            throw new HttpProblem(400, "version is \"" + text + "\"; expected a number");
        }
    }
}
