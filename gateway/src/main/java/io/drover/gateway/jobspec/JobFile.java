package io.drover.gateway.jobspec;

import io.drover.gateway.jobspec.decode.JobFileDecoder;
import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.hcl.syntax.HclFile;
import io.drover.gateway.jobspec.hcl.syntax.HclParser;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads job files in the native or the JSON form. */
public final class JobFile {

    private JobFile() {}

    /**
     * Reads a job file. Never throws on bad input: the result tells what is wrong.
     *
     * @param source the text
     * @param fileName shown in messages
     * @param options variables and what the file may do
     */
    public static ParseResult parse(final String source, final String fileName, final JobFileOptions options) {
        final HclFile file = syntax(source, fileName);
        final List<HclFile> variableFiles = new ArrayList<>();
        for (final JobFileOptions.VariableFile variableFile : options.variableFiles()) {
            final HclFile parsed = HclParser.isJson(variableFile.text())
                    ? JobFileDecoder.jsonVariableFile(variableFile.text(), variableFile.name())
                    : HclParser.parse(variableFile.text(), variableFile.name());
            if (parsed.hasErrors()) {
                final String what = options.isStrict() ? "file" : "content";
                return refused(
                        parsed.diagnostics(), "unable to parse var " + what + ": " + firstOf(parsed.diagnostics()));
            }
            variableFiles.add(parsed);
        }
        if (file.hasErrors()) {
            return refused(
                    file.diagnostics(),
                    HclParser.isJson(source) ? all(file.diagnostics()) : firstOf(file.diagnostics()));
        }
        final JobFileDecoder decoder = new JobFileDecoder(options);
        final JsonObject job = decoder.decode(file.body(), variableFiles);
        final List<Diagnostic> diagnostics = decoder.diagnostics();
        if (job == null) {
            return refused(diagnostics, all(diagnostics));
        }
        return new ParseResult(job, diagnostics, "", decoder.complexVariables());
    }

    /** Reads only the syntax of a job file, for its positions. */
    public static HclFile syntax(final String source, final String fileName) {
        return HclParser.isJson(source)
                ? JobFileDecoder.jsonJobFile(source, fileName)
                : HclParser.parse(source, fileName);
    }

    private static ParseResult refused(final List<Diagnostic> diagnostics, final String text) {
        return new ParseResult(null, diagnostics, text, Set.of());
    }

    private static String all(final List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::toString)
                .collect(Collectors.joining("\n"));
    }

    /** Syntax errors are told by their first and their number, because later ones often follow from it. */
    private static String firstOf(final List<Diagnostic> diagnostics) {
        final String first = diagnostics.get(0).toString();
        return diagnostics.size() == 1 ? first : first + ", and " + (diagnostics.size() - 1) + " other diagnostic(s)";
    }
}
