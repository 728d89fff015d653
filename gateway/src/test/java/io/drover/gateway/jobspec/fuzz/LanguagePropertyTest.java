package io.drover.gateway.jobspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.ParseResult;
import io.drover.gateway.jobspec.corpus.Corpus;
import io.drover.gateway.jobspec.hcl.syntax.HclParser;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold for every source: the layout keeps the tree and is stable, and both forms of a job mean the same. */
final class LanguagePropertyTest {

    private static final int ROUNDS = 2_000;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void layoutKeepsTheTreesOfTheCorpus() throws Exception {
        final Corpus corpus = Corpus.find();
        assumeTrue(corpus != null, "no corpus folder beside the checkout and DROVER_CORPUS is not set");
        for (final String text : corpus.jobTexts()) {
            assertThatCode(() -> FuzzTargets.format(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void layoutKeepsRandomTrees() {
        System.out.println("seed " + seed);
        final RandomSource source = new RandomSource(random);
        int sound = 0;
        for (int round = 0; round < ROUNDS; round++) {
            final String text = source.file();
            sound += HclParser.parse(text, "r.hcl").hasErrors() ? 0 : 1;
            assertThatCode(() -> FuzzTargets.format(text.getBytes(StandardCharsets.UTF_8)))
                    .as("seed %d: %s", seed, text)
                    .doesNotThrowAnyException();
        }
        assertThat(sound).as("seed %d: sound sources", seed).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void bothFormsOfAJobMeanTheSame() {
        System.out.println("seed " + seed);
        final RandomSource source = new RandomSource(random);
        for (int round = 0; round < ROUNDS; round++) {
            final RandomSource.Pair pair = source.job();
            final ParseResult hcl = JobFile.parse(pair.hcl(), "r.hcl", JobFileOptions.forServer());
            final ParseResult json = JobFile.parse(JsonWriter.text(pair.json()), "r.json", JobFileOptions.forServer());
            assertThat(hcl.errorText()).as("seed %d: %s", seed, pair.hcl()).isEmpty();
            assertThat(json.errorText()).as("seed %d: %s", seed, pair.json()).isEmpty();
            assertThat(json.job()).as("seed %d: %s", seed, pair.hcl()).isEqualTo(hcl.job());
        }
    }
}
