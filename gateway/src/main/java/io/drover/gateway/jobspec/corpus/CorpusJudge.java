package io.drover.gateway.jobspec.corpus;

import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.ParseResult;
import io.drover.gateway.jobspec.canonical.JobCanonicalizer;
import io.drover.gateway.jobspec.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Compares what the files of a corpus become with what was recorded. A case whose recording cannot be read counts as different. */
public final class CorpusJudge {

    private static final int SHOWN_DIFFERENCES_MAX = 20;

    private CorpusJudge() {}

    /**
     * The counts.
     *
     * @param equalJobs job files whose parsed and canonical forms are those recorded
     * @param jobs all job files
     * @param equalProbes probes that have the recorded value or are refused as recorded
     * @param probes all probes
     */
    public record Verdict(int equalJobs, int jobs, int equalProbes, int probes) {

        /** Tells whether nothing differs. */
        public boolean isEqual() {
            return equalJobs == jobs && equalProbes == probes;
        }

        /** Returns {@code jobs=A/B probes=C/D}. */
        @Override
        public String toString() {
            return "jobs=" + equalJobs + "/" + jobs + " probes=" + equalProbes + "/" + probes;
        }
    }

    /**
     * Judges all of a corpus.
     *
     * @param corpus the folder
     * @param differences takes one line for each difference, up to a bound for each file
     */
    public static Verdict judge(final Corpus corpus, final Consumer<String> differences) throws IOException {
        int jobs = 0;
        int equalJobs = 0;
        for (final Corpus.Entry entry : corpus.jobs()) {
            jobs++;
            equalJobs += report(entry.name(), jobDifferences(entry), differences);
        }
        int probes = 0;
        int equalProbes = 0;
        for (final Corpus.Probe probe : corpus.probes()) {
            probes++;
            equalProbes += report(probe.name(), probeDifferences(probe), differences);
        }
        return new Verdict(equalJobs, jobs, equalProbes, probes);
    }

    private static int report(final String name, final List<String> found, final Consumer<String> differences) {
        found.stream()
                .limit(SHOWN_DIFFERENCES_MAX)
                .forEach(difference -> differences.accept(name + " " + difference.replace('\n', ' ')));
        if (found.size() > SHOWN_DIFFERENCES_MAX) {
            differences.accept(name + " and " + (found.size() - SHOWN_DIFFERENCES_MAX) + " more");
        }
        return found.isEmpty() ? 1 : 0;
    }

    private static List<String> jobDifferences(final Corpus.Entry entry) {
        try {
            return differences(entry.load());
        } catch (final IOException | RuntimeException failure) {
            return List.of("cannot be judged: " + failure);
        }
    }

    private static List<String> probeDifferences(final Corpus.Probe probe) {
        try {
            return ProbeCheck.differences(probe);
        } catch (final RuntimeException failure) {
            return List.of("cannot be judged: " + failure);
        }
    }

    /** Returns how a job file differs from its recorded forms. */
    static List<String> differences(final Corpus.JobCase job) {
        final ParseResult result = JobFile.parse(job.source(), job.name(), job.options());
        final JsonObject parsed = result.job();
        if (parsed == null) {
            return List.of("refused: " + result.errorText());
        }
        final List<String> differences = new ArrayList<>();
        JsonDifference.between(job.parsed(), parsed).forEach(difference -> differences.add("parsed " + difference));
        if (differences.isEmpty()) {
            JsonDifference.between(job.canonical(), JobCanonicalizer.canonicalize(parsed))
                    .forEach(difference -> differences.add("canonical " + difference));
        }
        return differences;
    }
}
