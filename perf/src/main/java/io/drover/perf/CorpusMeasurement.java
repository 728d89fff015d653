package io.drover.perf;

import io.drover.gateway.jobspec.corpus.Corpus;
import io.drover.gateway.jobspec.corpus.CorpusJudge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Judges a folder of job files with what they must become: prints each difference and, last, how much is equal. */
final class CorpusMeasurement {
    private CorpusMeasurement() {}

    /** Judges and returns the exit code, zero only when all is equal. */
    static int run(final Path folder) throws Exception {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "folder is \"" + folder + "\"; expected a directory with jobs/ and hcl-probes/");
        }
        final Report report = new Report(List.of("corpus", "DIR"));
        final CorpusJudge.Verdict verdict = CorpusJudge.judge(new Corpus(folder), System.out::println);
        report.put("jobs", verdict.equalJobs() + "/" + verdict.jobs());
        report.put("probes", verdict.equalProbes() + "/" + verdict.probes());
        report.finish();
        return verdict.isEqual() ? 0 : 1;
    }
}
