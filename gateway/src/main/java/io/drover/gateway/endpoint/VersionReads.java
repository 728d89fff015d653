package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.diff.JobDiff;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.DiffRenderer;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of a job, and what changed from each to the next or against one of them. */
final class VersionReads {
    private final GatewayContext context;

    VersionReads(final GatewayContext context) {
        this.context = context;
    }

    /** The version that others are compared with: of a number; none is the one before. */
    private record Base(@Nullable Long version) {
        static Base of(final Call call) throws HttpProblem {
            final String number = call.param("diff_version");
            if (number.isEmpty()) {
                return new Base(null);
            }
            try {
                return new Base(Long.parseUnsignedLong(number));
            } catch (final NumberFormatException ex) {
                throw new HttpProblem(
                        500,
                        "Failed to parse value of \"diff_version\" (" + number
                                + ") as a uint64: strconv.ParseUint: parsing \"" + number + "\": invalid syntax");
            }
        }
    }

    void versions(final Call call, final String jobId) throws HttpProblem {
        call.requireMethod("GET");
        final boolean withDiffs = call.flag("diffs");
        final Base base = Base.of(call);
        final QueryRequest request = QueryRequest.of(QueryKind.JOB_VERSIONS)
                .namespace(call.namespace())
                .key(jobId)
                .withDocuments(true);
        context.reads().answer(call, Read.of(request, TableId.JOBS, TableId.JOB_VERSIONS), pages -> {
            final List<JobView> versions = JobRenderer.read(pages);
            if (versions.isEmpty()) {
                call.fail(404, "job versions not found");
            } else if (withDiffs) {
                call.offload(ignored -> reply(call, pages, versions, diffs(call, base, versions)));
            } else {
                reply(call, pages, versions, null);
            }
        });
    }

    private static List<JobDiff> diffs(final Call call, final Base base, final List<JobView> versions)
            throws HttpProblem {
        final String tag = call.param("diff_tag");
        final List<JobDiff> diffs = new ArrayList<>();
        if (tag.isEmpty() && base.version() == null) {
            for (int i = 0; i + 1 < versions.size(); i++) {
                diffs.add(JobDiff.between(
                        versions.get(i + 1).current(), versions.get(i).current()));
            }
            return diffs;
        }
        final JsonObject compared = versions.stream()
                .filter(each -> tag.isEmpty()
                        ? base.version() != null && each.version() == base.version()
                        : each.tagName().equals(tag))
                .findFirst()
                .orElseThrow(() -> new HttpProblem(
                        500,
                        tag.isEmpty() ? "version " + base.version() + " not found" : "tag \"" + tag + "\" not found"))
                .current();
        versions.forEach(version -> diffs.add(JobDiff.between(compared, version.current())));
        return diffs;
    }

    private static void reply(
            final Call call, final Pages pages, final List<JobView> versions, final @Nullable List<JobDiff> diffs) {
        final JsonWriter json = call.json().beginObject();
        json.name("Diffs");
        if (diffs == null || diffs.isEmpty()) {
            json.nil();
        } else {
            json.beginArray();
            diffs.forEach(diff -> DiffRenderer.write(json, diff));
            json.endArray();
        }
        json.name("Index").number(pages.index());
        json.name("KnownLeader").bool(true);
        json.name("LastContact").number(0);
        json.name("NextToken").string("");
        json.name("Versions").beginArray();
        versions.forEach(version -> json.raw(version.asListedVersion()));
        json.endArray();
        call.reply(json.endObject());
    }
}
