package io.drover.tools.cli.show;

import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.ApiSettings;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.util.ArrayList;
import java.util.List;

/** Finds the job that a user means by an identifier or the beginning of one. */
public final class Jobs {
    /** Which jobs a command works on. */
    public enum Only {
        /** All jobs. */
        ANY(""),
        /** Jobs that start at times. */
        PERIODIC("periodic "),
        /** Jobs that are dispatched. */
        PARAMETERIZED("parameterized ");

        private final String adjective;

        Only(final String adjective) {
            this.adjective = adjective;
        }
    }

    private Jobs() {}

    /** The list entry of the job. The message of the exception says why there is none, or names the candidates. */
    public static Doc find(final Api api, final String prefix, final Only only) throws ApiException {
        final Doc found;
        try {
            found = api.get("/v1/jobs", new Query().with("prefix", prefix));
        } catch (final ApiException e) {
            throw ApiException.transport("Error querying job prefix \"" + prefix + "\": " + e.getMessage());
        }
        final List<Doc> jobs = new ArrayList<>();
        final List<Doc> exact = new ArrayList<>();
        for (final Doc job : found.items()) {
            if (matches(job, only)) {
                jobs.add(job);
                if (job.text("ID").equals(prefix)) {
                    exact.add(job);
                }
            }
        }
        if (jobs.isEmpty()) {
            throw ApiException.transport("No " + only.adjective + "job(s) with prefix or ID \"" + prefix + "\" found");
        }
        if (exact.size() == 1) {
            return exact.get(0);
        }
        if (jobs.size() > 1) {
            final boolean isWithNamespace = api.settings().namespace().equals("*");
            throw ApiException.transport("Prefix \"" + prefix + "\" matched multiple " + only.adjective + "jobs\n\n"
                    + JobTable.of(Doc.of(exact.isEmpty() ? jobs : exact), isWithNamespace));
        }
        return jobs.get(0);
    }

    /** The path of a job's resource below {@code /v1/job/}. */
    public static String path(final Doc job, final String rest) {
        return path(job.text("ID"), rest);
    }

    public static String path(final String jobId, final String rest) {
        return "/v1/job/" + Query.segment(jobId) + rest;
    }

    /** A query in the namespace of the job. */
    public static Query in(final Doc job) {
        return new Query().with("namespace", namespace(job));
    }

    /** The job's namespace, empty for the default one, which requests do not name. */
    public static String namespace(final Doc job) {
        final String namespace = job.get("JobSummary").text("Namespace").isEmpty()
                ? job.text("Namespace")
                : job.get("JobSummary").text("Namespace");
        return namespace;
    }

    /** Settings for follow-up requests in the job's namespace. */
    public static ApiSettings settings(final ApiSettings settings, final Doc job) {
        return new ApiSettings(
                settings.address(),
                settings.region(),
                namespace(job),
                settings.token(),
                settings.basicAuth(),
                settings.tls());
    }

    private static boolean matches(final Doc job, final Only only) {
        return switch (only) {
            case ANY -> true;
            case PERIODIC -> job.isTrue("Periodic");
            case PARAMETERIZED -> job.isTrue("ParameterizedJob");
        };
    }
}
