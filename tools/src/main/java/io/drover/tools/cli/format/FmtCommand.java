package io.drover.tools.cli.format;

import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.hcl.syntax.Formatter;
import io.drover.gateway.jobspec.hcl.syntax.HclFile;
import io.drover.gateway.jobspec.hcl.syntax.HclParser;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code fmt}: rewrites files in the usual layout, or tells which ones have another. Asks no server. */
public final class FmtCommand extends ApiCommand {
    private static final String STANDARD_INPUT = "-";
    private static final int DEPTH_MAX = 64;

    private final List<String> complaints = new ArrayList<>();
    private boolean hasFailed;
    private boolean hasChanges;

    public FmtCommand() {
        super(
                "fmt",
                "[flags] paths ...",
                "Rewrites job files and configuration files (.nomad, .hcl) in the usual layout. A path is a file, a folder or a"
                        + " dash, which reads standard input and writes standard output. Default path = the current folder.");
        flags.bool("check", "Writes nothing; exits with 1 when a file has another layout.")
                .boolOn("write", "Writes files. Default = true; never with -check or standard input.")
                .boolOn("list", "Prints the names of files that have another layout. Default = true.")
                .bool("diff", "Prints what would change.")
                .bool("recursive", "Goes into folders below the given ones.");
    }

    @Override
    protected int ask(final List<String> rest) {
        if (rest.equals(List.of(STANDARD_INPUT))) {
            return standardInput();
        }
        final List<Path> files = new ArrayList<>();
        for (final String path : rest.isEmpty() ? List.of(".") : rest) {
            collect(path, files);
        }
        if (!complaints.isEmpty()) {
            return usageError(complaintText());
        }
        for (final Path file : files) {
            try {
                file(file);
            } catch (final IOException e) {
                ui().error("Failed to format " + file + ": " + e.getMessage());
                hasFailed = true;
            }
        }
        return hasFailed || (hasChanges && flags.isOn("check")) ? 1 : 0;
    }

    private int standardInput() {
        final String text;
        try {
            text = Sources.read(STANDARD_INPUT, ui());
        } catch (final IOException e) {
            return fail("Failed to read standard input: " + e.getMessage());
        }
        if (!isSound(text, "<stdin>")) {
            return 1;
        }
        final String formatted = Formatter.format(text);
        if (flags.isOn("diff")) {
            ui().raw(LineDiff.of("<stdin>", text, formatted));
        } else {
            ui().raw(formatted);
        }
        return flags.isOn("check") && !formatted.equals(text) ? 1 : 0;
    }

    private void collect(final String path, final List<Path> files) {
        final Path file = Path.of(path);
        if (Files.isDirectory(file)) {
            folder(file, files, 0);
        } else if (!Files.exists(file)) {
            complaints.add("No file or directory at " + path);
        } else if (isFormattable(file)) {
            files.add(file);
        } else {
            complaints.add("Only .nomad and .hcl files can be processed using nomad fmt");
        }
    }

    private void folder(final Path folder, final List<Path> files, final int depth) {
        final List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (final IOException e) {
            complaints.add("Cannot read directory " + folder + ": " + e.getMessage());
        }
        Collections.sort(entries);
        for (final Path entry : entries) {
            final boolean isHidden = String.valueOf(entry.getFileName()).startsWith(".");
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                if (flags.isOn("recursive") && !isHidden && depth < DEPTH_MAX) {
                    folder(entry, files, depth + 1);
                }
            } else if (!isHidden && isFormattable(entry) && Files.isRegularFile(entry)) {
                files.add(entry.normalize());
            }
        }
    }

    private static boolean isFormattable(final Path file) {
        final String name = String.valueOf(file.getFileName());
        return name.endsWith(".nomad") || name.endsWith(".hcl");
    }

    private void file(final Path file) throws IOException {
        final String text = new String(Sources.readBytes(file.toString(), ui()), StandardCharsets.UTF_8);
        if (!isSound(text, file.toString())) {
            return;
        }
        final String formatted = Formatter.format(text);
        if (formatted.equals(text)) {
            return;
        }
        hasChanges = true;
        final boolean isWritten = flags.isOn("write") && !flags.isOn("check");
        if (flags.isOn("list")) {
            ui().output(file.toString());
        }
        if (flags.isOn("diff")) {
            ui().raw(LineDiff.of(file.toString(), text, formatted));
        } else if (!flags.isOn("list") && !isWritten) {
            ui().raw(formatted);
        }
        if (isWritten) {
            Files.writeString(file, formatted);
        }
    }

    /** Tells whether a text can be parsed, and says what is wrong with it when not. */
    private boolean isSound(final String text, final String name) {
        final HclFile parsed = HclParser.parse(text, name);
        if (!parsed.hasErrors()) {
            return true;
        }
        hasFailed = true;
        for (final Diagnostic diagnostic : parsed.diagnostics()) {
            ui().error(ProblemText.of(diagnostic));
        }
        return false;
    }

    private String complaintText() {
        final StringBuilder text = new StringBuilder(
                complaints.size() == 1 ? "1 error occurred:" : complaints.size() + " errors occurred:");
        complaints.forEach(complaint -> text.append("\n\t* ").append(complaint));
        return text.append("\n\n").toString();
    }
}
