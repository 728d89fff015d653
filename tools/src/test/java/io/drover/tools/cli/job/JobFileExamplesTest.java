package io.drover.tools.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.ParseResult;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.hcl.syntax.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every job file that documents and the program itself show is accepted, admitted and laid out as {@code fmt} would. */
class JobFileExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```hcl\\n(.*?)^```$");
    private static final List<String> FOLDERS =
            List.of("src/main/resources/io/drover/tools/cli/job", "src/main/resources/io/drover/tools/quickstart");

    @Test
    void shouldAcceptTheFilesThatTheProgramWrites() throws IOException {
        final List<Path> files = new ArrayList<>();
        for (final String folder : FOLDERS) {
            try (Stream<Path> entries = Files.list(Path.of(folder))) {
                entries.filter(path -> path.toString().endsWith(".hcl")).forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(5);
        for (final Path file : files) {
            check(file.toString(), Files.readString(file));
        }
    }

    @Test
    void shouldAcceptTheExamplesOfTheDocuments() throws IOException {
        final List<Path> documents = new ArrayList<>(List.of(Path.of("../README.md")));
        try (Stream<Path> entries = Files.walk(Path.of("../docs"))) {
            entries.filter(path -> path.toString().endsWith(".md")).forEach(documents::add);
        }
        int jobs = 0;
        for (final Path document : documents) {
            final Matcher matcher = EXAMPLE.matcher(Files.readString(document));
            while (matcher.find()) {
                if (Pattern.compile("(?m)^job ").matcher(matcher.group(1)).find()) {
                    check(document.toString(), matcher.group(1));
                    jobs++;
                }
            }
        }
        assertThat(jobs).isPositive();
    }

    private static void check(final String name, final String text) {
        final ParseResult result = JobFile.parse(text, name, JobFileOptions.forServer());
        assertThat(result.errorText()).as(name).isEmpty();
        assertThat(JobAdmission.admit(Objects.requireNonNull(result.job()), ServerSettings.STANDARD)
                        .errorText())
                .as(name)
                .isEmpty();
        assertThat(Formatter.format(text)).as(name).isEqualTo(text);
    }
}
