package io.drover.tools.cli;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a command's text goes: answers to standard output, problems to standard error, both as UTF-8. Every line is written
 * at once, as monitors run for minutes and readers follow them. Used by the main thread alone.
 */
public final class Ui {
    private final OutputStream out;
    private final OutputStream err;
    private final InputStream in;
    private final boolean isTerminal;
    private @Nullable Boolean colour;

    public Ui(final OutputStream out, final OutputStream err, final InputStream in, final boolean isTerminal) {
        this.out = out;
        this.err = err;
        this.in = in;
        this.isTerminal = isTerminal;
    }

    /**
     * The three standard streams of this process. {@code System.out} would add an encoder and a lock per call. Input is
     * buffered because a file stream asks for its position, which pipes do not have.
     */
    public static Ui standard() {
        return new Ui(
                new StandardStream(new FileOutputStream(FileDescriptor.out)),
                new StandardStream(new FileOutputStream(FileDescriptor.err)),
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                isTerminal(1));
    }

    /** True when a standard stream is a terminal. {@code System.console()} changed its meaning in JDK 22. */
    public static boolean isTerminal(final int descriptor) {
        try {
            final String target = new File("/proc/self/fd/" + descriptor).getCanonicalPath();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (final IOException e) {
            return false;
        }
    }

    /** One answer, with a line feed after it. */
    public void output(final String text) {
        write(out, text + '\n');
    }

    /** An answer as it is. */
    public void raw(final String text) {
        write(out, text);
    }

    /** One message about a problem, with a line feed after it. */
    public void error(final String text) {
        write(err, text + '\n');
    }

    /** A usage problem and where to read more, as every command words it. */
    public void usageError(final String text, final String command) {
        error(text);
        error("For additional help try '" + Program.NAME + ' ' + command + " -help'");
    }

    /** Standard output for streams of bytes, such as logs. */
    public OutputStream out() {
        return out;
    }

    /** Standard error for streams of bytes. */
    public OutputStream err() {
        return err;
    }

    public InputStream in() {
        return in;
    }

    public boolean isTerminal() {
        return isTerminal;
    }

    /** Overrules whether colour is used; by default it is used on terminals only. */
    public void colour(final boolean isWanted) {
        colour = isWanted;
    }

    public boolean isColoured() {
        return colour == null ? isTerminal : colour;
    }

    public String bold(final String text) {
        return paint("1", text);
    }

    /** Text in an ANSI style such as {@code 32} for green; unchanged without colour. */
    public String paint(final String style, final String text) {
        return isColoured() ? "\u001b[" + style + 'm' + text + "\u001b[0m" : text;
    }

    private static void write(final OutputStream stream, final String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
