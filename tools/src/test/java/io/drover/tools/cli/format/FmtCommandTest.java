package io.drover.tools.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtCommandTest {
    private static final String UGLY = "job   \"web\" {\n count=1\n}\n";
    private static final String TIDY = "job \"web\" {\n  count = 1\n}\n";

    private final Shell shell = new Shell("http://127.0.0.1:1");

    @TempDir
    private Path folder;

    @Test
    void shouldFormatStandardInput() {
        assertThat(shell.input(UGLY).runLine("fmt", "-")).isZero();
        assertThat(shell.out()).isEqualTo(TIDY);
        assertThat(shell.input(UGLY).runLine("fmt", "-check", "-")).isOne();
        assertThat(shell.input(TIDY).runLine("fmt", "-check", "-")).isZero();
    }

    @Test
    void shouldRewriteFilesAndListThem() throws IOException {
        final Path file = write("a.nomad.hcl", UGLY);
        assertThat(shell.runLine("fmt", file.toString())).isZero();
        assertThat(shell.out()).isEqualTo(file + "\n");
        assertThat(file).hasContent(TIDY);
        assertThat(shell.runLine("fmt", file.toString())).isZero();
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void shouldOnlyTellWhenChecking() throws IOException {
        final Path file = write("a.nomad", UGLY);
        assertThat(shell.runLine("fmt", "-check", file.toString())).isOne();
        assertThat(shell.out()).isEqualTo(file + "\n");
        assertThat(shell.runLine("fmt", "-check", "-list=false", file.toString()))
                .isOne();
        assertThat(shell.out()).isEqualTo(TIDY);
        assertThat(file).hasContent(UGLY);
    }

    @Test
    void shouldGoIntoFoldersOnlyWhenAsked() throws IOException {
        Files.createDirectory(folder.resolve("inner"));
        final Path outer = write("b.hcl", UGLY);
        final Path inner = write("inner/c.hcl", UGLY);
        write("d.txt", UGLY);
        shell.runLine("fmt", folder.toString());
        assertThat(shell.out()).isEqualTo(outer + "\n");
        assertThat(inner).hasContent(UGLY);
        shell.runLine("fmt", "-recursive", folder.toString());
        assertThat(shell.out()).isEqualTo(inner + "\n");
        assertThat(inner).hasContent(TIDY);
        assertThat(folder.resolve("d.txt")).hasContent(UGLY);
    }

    @Test
    void shouldShowDifferences() throws IOException {
        final Path file = write("a.hcl", "x = 1\n" + UGLY + "y = 1\n");
        shell.runLine("fmt", "-list=false", "-write=false", "-diff", file.toString());
        assertThat(shell.out()).isEqualTo("--- a/" + file + "\n+++ b/" + file + "\n" + """
                        @@ -1,5 +1,5 @@
                         x = 1
                        -job   "web" {
                        - count=1
                        +job "web" {
                        +  count = 1
                         }
                         y = 1
                        """);
        assertThat(Files.readString(file)).contains(UGLY);
    }

    @Test
    void shouldShowWhereAFileIsBroken() throws IOException {
        final Path file = write("bad.hcl", "job \"x\" {\n");
        assertThat(shell.runLine("fmt", file.toString())).isOne();
        assertThat(shell.err()).isEqualTo("""
                        Error: Unclosed configuration block

                          on %s line 1:
                           1: job "x" {

                        There is no closing brace for this block before the end of the file. This may be
                        caused by incorrect brace nesting elsewhere in this file.

                        """.formatted(file));
        assertThat(file).hasContent("job \"x\" {\n");
    }

    @Test
    void shouldRefuseOtherFiles() throws IOException {
        final Path text = write("plain.txt", "x");
        assertThat(shell.runLine("fmt", text.toString())).isOne();
        assertThat(shell.err()).contains("Only .nomad and .hcl files can be processed using nomad fmt");
        assertThat(shell.runLine("fmt", folder.resolve("none.hcl").toString())).isOne();
        assertThat(shell.err()).contains("No file or directory at " + folder.resolve("none.hcl"));
    }

    private Path write(final String name, final String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
