package io.drover.gateway.jobspec.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every job file and probe of the corpus folder, where there is one, becomes what was recorded. */
final class CorpusTest {

    @Test
    void everythingBecomesWhatWasRecorded() throws Exception {
        final Corpus corpus = Corpus.find();
        assumeTrue(corpus != null, "no corpus folder beside the checkout and DROVER_CORPUS is not set");
        final List<String> differences = new ArrayList<>();
        final CorpusJudge.Verdict verdict = CorpusJudge.judge(corpus, differences::add);
        assertThat(differences).isEmpty();
        assertThat(verdict.isEqual()).isTrue();
        assertThat(verdict.jobs()).isPositive();
        assertThat(verdict.probes()).isPositive();
    }

    @Test
    void whatDiffersIsListedAndCounted(@TempDir final Path folder) throws Exception {
        final Path jobs = Files.createDirectory(folder.resolve("jobs"));
        Files.writeString(jobs.resolve("INDEX.tsv"), "a.hcl\tn=1\nmissing.hcl\n");
        Files.writeString(jobs.resolve("a.hcl"), "variable \"n\" {}\njob \"a\" {\n  priority = var.n\n}\n");
        Files.writeString(jobs.resolve("a.hcl.parsed.json"), "{\"ID\":\"b\"}");
        Files.writeString(jobs.resolve("a.hcl.canonical.json"), "{}");
        final Path probes = Files.createDirectory(folder.resolve("hcl-probes"));
        Files.writeString(probes.resolve("p.hcl"), "x = 1\n");
        Files.writeString(
                probes.resolve("p.hcl.expected.json"),
                "{\"type\":\"root\",\"labels\":null,\"attrs\":{\"x\":1},\"order\":[\"x\"],\"blocks\":null}");
        Files.writeString(probes.resolve("q.hcl"), "x = 1\n");

        final List<String> differences = new ArrayList<>();
        final CorpusJudge.Verdict verdict = CorpusJudge.judge(new Corpus(folder), differences::add);

        assertThat(verdict).hasToString("jobs=0/2 probes=1/2");
        assertThat(verdict.isEqual()).isFalse();
        assertThat(differences)
                .contains("a.hcl parsed $.ID: expected b but was a", "q.hcl accepted, but must be refused")
                .anyMatch(line -> line.startsWith("missing.hcl cannot be judged: "));
    }
}
