package io.drover.gateway.jobspec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a job file is read. Immutable; {@code with…} methods return changed copies.
 *
 * <p>{@link #forServer()} is what the HTTP API does: no files, no environment, undeclared variables are ignored.
 * {@link #forCommandLine(Path)} is what the command line does: files relative to the job file, undeclared variables are errors.
 */
public final class JobFileOptions {

    private final @Nullable Path baseDirectory;
    private final boolean isStrict;
    private final Map<String, String> variables;
    private final Map<String, String> environment;
    private final List<VariableFile> variableFiles;

    /**
     * A file that gives variables values.
     *
     * @param name shown in messages
     * @param text its content
     */
    public record VariableFile(String name, String text) {}

    private JobFileOptions(
            final @Nullable Path baseDirectory,
            final boolean isStrict,
            final Map<String, String> variables,
            final Map<String, String> environment,
            final List<VariableFile> variableFiles) {
        this.baseDirectory = baseDirectory;
        this.isStrict = isStrict;
        this.variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        this.environment = Map.copyOf(environment);
        this.variableFiles = List.copyOf(variableFiles);
    }

    /** Reads as the HTTP API does. */
    public static JobFileOptions forServer() {
        return new JobFileOptions(null, false, Map.of(), Map.of(), List.of());
    }

    /** Reads as the command line does, with file functions relative to a directory. */
    public static JobFileOptions forCommandLine(final Path baseDirectory) {
        return new JobFileOptions(baseDirectory, true, Map.of(), Map.of(), List.of());
    }

    /** Sets whether values for undeclared variables are errors. */
    public JobFileOptions withStrict(final boolean strict) {
        return new JobFileOptions(baseDirectory, strict, variables, environment, variableFiles);
    }

    /** Adds a value as {@code -var name=value} gives it; of equal names the last one wins. */
    public JobFileOptions withVariable(final String name, final String value) {
        final Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new JobFileOptions(baseDirectory, isStrict, more, environment, variableFiles);
    }

    /** Adds the variables of a process environment: those that start with {@code NOMAD_VAR_}. */
    public JobFileOptions withEnvironment(final Map<String, String> process) {
        final Map<String, String> more = new LinkedHashMap<>(environment);
        process.forEach((name, value) -> {
            if (name.startsWith("NOMAD_VAR_")) {
                more.put(name.substring("NOMAD_VAR_".length()), value);
            }
        });
        return new JobFileOptions(baseDirectory, isStrict, variables, more, variableFiles);
    }

    /** Adds a file of values; later files win. */
    public JobFileOptions withVariableFile(final String name, final String text) {
        final List<VariableFile> more = new ArrayList<>(variableFiles);
        more.add(new VariableFile(name, text));
        return new JobFileOptions(baseDirectory, isStrict, variables, environment, more);
    }

    /** Returns the directory of relative paths, or null when file functions are refused. */
    public @Nullable Path baseDirectory() {
        return baseDirectory;
    }

    /** Tells whether values for undeclared variables are errors. */
    public boolean isStrict() {
        return isStrict;
    }

    /** Returns the values given one by one. */
    public Map<String, String> variables() {
        return variables;
    }

    /** Returns the values of the environment, without the prefix of their names. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Returns the files of values in order. */
    public List<VariableFile> variableFiles() {
        return variableFiles;
    }
}
