package io.drover.tools.quickstart;

import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.ParseResult;
import io.drover.gateway.jobspec.json.JsonObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A job file that the program carries: read like any other, and written out so that it can be looked at and changed.
 *
 * @param job as the API takes it.
 * @param file where it can be read.
 */
record SampleJob(JsonObject job, Path file) {
    static SampleJob read(final String name, final Path directory) throws IOException {
        final Path file = directory.resolve(name);
        try (InputStream in = SampleJob.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("the program carries no job file " + name);
            }
            final String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(file, text);
            final ParseResult result = JobFile.parse(text, name, JobFileOptions.forCommandLine(directory));
            final JsonObject job = result.job();
            if (job == null) {
                throw new IOException(result.errorText());
            }
            return new SampleJob(job, file);
        }
    }
}
