package io.drover.gateway.jobspec;

import io.drover.gateway.jobspec.canonical.JobCanonicalizer;
import io.drover.gateway.jobspec.json.JsonObject;
import java.nio.file.Path;
import java.util.List;

/** Judges a corpus folder: prints each difference and, last, how many jobs and probes are equal. */
public final class CorpusReport {

    private CorpusReport() {}

    /** Takes the folder as its argument; exits with 1 unless everything is equal. */
    public static void main(final String[] arguments) throws Exception {
        final Corpus corpus = arguments.length > 0 ? new Corpus(Path.of(arguments[0])) : Corpus.find();
        if (corpus == null) {
            System.out.println("no corpus folder");
            System.exit(1);
            return;
        }
        int jobs = 0;
        int equalJobs = 0;
        for (final Corpus.JobCase job : corpus.jobs()) {
            jobs++;
            final List<String> differences = differences(job);
            equalJobs += differences.isEmpty() ? 1 : 0;
            differences.stream().limit(8).forEach(difference -> System.out.println(job.name() + " " + difference));
        }
        int probes = 0;
        int equalProbes = 0;
        for (final Corpus.Probe probe : corpus.probes()) {
            probes++;
            final List<String> differences = ProbeCheck.differences(probe);
            equalProbes += differences.isEmpty() ? 1 : 0;
            differences.forEach(difference -> System.out.println(probe.name() + " " + difference));
        }
        System.out.println("jobs=" + equalJobs + "/" + jobs + " probes=" + equalProbes + "/" + probes);
        System.exit(jobs == equalJobs && probes == equalProbes ? 0 : 1);
    }

    static List<String> differences(final Corpus.JobCase job) {
        final ParseResult result = JobFile.parse(job.source(), job.name(), job.options());
        final JsonObject parsed = result.job();
        if (parsed == null) {
            return List.of("refused: " + result.errorText());
        }
        final List<String> differences = JsonDifference.between(job.parsed(), parsed);
        if (!differences.isEmpty()) {
            return differences;
        }
        return JsonDifference.between(job.canonical(), JobCanonicalizer.canonicalize(parsed)).stream()
                .map(difference -> "canonical " + difference)
                .toList();
    }
}
