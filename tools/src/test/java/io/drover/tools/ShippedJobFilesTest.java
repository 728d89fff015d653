package io.drover.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.ParseResult;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every job file that people are shown is a job: those that the program brings, and those in the documents. */
class ShippedJobFilesTest {
    private static final Pattern BLOCK = Pattern.compile("```hcl\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JOB = Pattern.compile("^job \"", Pattern.MULTILINE);

    @TestFactory
    List<DynamicTest> shouldBeJobs() throws IOException {
        final List<DynamicTest> tests = new ArrayList<>();
        for (final Path file : files("src/main/resources", ".hcl")) {
            add(tests, file.toString(), Files.readString(file));
        }
        for (final Path page : files("../docs", ".md")) {
            addBlocks(tests, page);
        }
        addBlocks(tests, Path.of("../README.md"));
        assertThat(tests).hasSizeGreaterThan(5);
        return tests;
    }

    private static List<Path> files(final String folder, final String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static void addBlocks(final List<DynamicTest> tests, final Path page) throws IOException {
        final Matcher blocks = BLOCK.matcher(Files.readString(page));
        while (blocks.find()) {
            add(tests, page + " at " + blocks.start(), blocks.group(1));
        }
    }

    private static void add(final List<DynamicTest> tests, final String name, final String text) {
        if (JOB.matcher(text).find()) {
            tests.add(DynamicTest.dynamicTest(name, () -> check(text)));
        }
    }

    private static void check(final String text) {
        final ParseResult parsed = JobFile.parse(text, "shown.nomad.hcl", JobFileOptions.forServer());
        assertThat(parsed.errorText()).isEmpty();
        assertThat(JobAdmission.admit(Objects.requireNonNull(parsed.job()), ServerSettings.STANDARD)
                        .errors())
                .isEmpty();
    }
}
