package io.drover.gateway.jobspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every job file and probe of the corpus folder, where there is one, becomes what was recorded. */
final class CorpusTest {

    @Test
    void jobFilesBecomeTheRecordedDocuments() throws Exception {
        final Corpus corpus = Corpus.find();
        assumeTrue(corpus != null, "no corpus folder beside the checkout and DROVER_CORPUS is not set");
        final List<String> differences = new ArrayList<>();
        for (final Corpus.JobCase job : corpus.jobs()) {
            CorpusReport.differences(job).forEach(difference -> differences.add(job.name() + " " + difference));
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void probesHaveTheRecordedValuesOrAreRefused() throws Exception {
        final Corpus corpus = Corpus.find();
        assumeTrue(corpus != null, "no corpus folder beside the checkout and DROVER_CORPUS is not set");
        final List<String> differences = new ArrayList<>();
        for (final Corpus.Probe probe : corpus.probes()) {
            ProbeCheck.differences(probe).forEach(difference -> differences.add(probe.name() + " " + difference));
        }
        assertThat(differences).isEmpty();
    }
}
