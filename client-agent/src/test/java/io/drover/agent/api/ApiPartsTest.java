package io.drover.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Small parts of the client API. */
class ApiPartsTest {
    @Test
    void writesFileModes() {
        assertThat(FileInfo.mode(0_100644)).isEqualTo("-rw-r--r--");
        assertThat(FileInfo.mode(0_040755)).isEqualTo("drwxr-xr-x");
        assertThat(FileInfo.mode(0_041777)).isEqualTo("dtrwxrwxrwx");
        assertThat(FileInfo.mode(0_120777)).isEqualTo("Lrwxrwxrwx");
        assertThat(FileInfo.mode(0_010600)).isEqualTo("prw-------");
        assertThat(FileInfo.mode(0_140666)).isEqualTo("Srw-rw-rw-");
        assertThat(FileInfo.mode(0_104755)).isEqualTo("urwxr-xr-x");
    }

    @Test
    void guessesContentTypes() {
        assertThat(of("hello")).isEqualTo("text/plain; charset=utf-8");
        assertThat(of("  <html>")).isEqualTo("text/html; charset=utf-8");
        assertThat(of("<htmlx")).isEqualTo("text/plain; charset=utf-8");
        assertThat(of("\u0000\u0001")).isEqualTo("application/octet-stream");
        assertThat(of("%PDF-1.4")).isEqualTo("application/pdf");
        assertThat(of("<?xml version")).isEqualTo("text/xml; charset=utf-8");
        assertThat(of("")).isEqualTo("text/plain; charset=utf-8");
    }

    private static String of(final String text) {
        return ContentType.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void findsWhereLogsStart() {
        final NavigableMap<Long, Long> sizes = new TreeMap<>(Map.of(3L, 10L, 4L, 10L, 7L, 5L));
        assertThat(LogFiles.locate(sizes, false, 0)).isEqualTo(new LogFiles.Position(3, 0));
        assertThat(LogFiles.locate(sizes, false, 12)).isEqualTo(new LogFiles.Position(4, 2));
        assertThat(LogFiles.locate(sizes, false, 100)).isEqualTo(new LogFiles.Position(7, 5));
        assertThat(LogFiles.locate(sizes, true, 7)).isEqualTo(new LogFiles.Position(4, 8));
        assertThat(LogFiles.locate(sizes, true, 100)).isEqualTo(new LogFiles.Position(3, 0));
        assertThat(LogFiles.locate(sizes, true, 0)).isEqualTo(new LogFiles.Position(7, 0));
        assertThat(LogFiles.locate(sizes, false, -2)).isEqualTo(new LogFiles.Position(7, 3));
    }

    @Test
    void takesRequestLinesApart() {
        final ClientRequest request =
                ClientRequest.of("GET", "/v1/client/fs/ls/a+b?path=%2Fmain+x&follow&n=1&n=2&bad=%zz", new byte[0]);
        assertThat(request.path()).isEqualTo("/v1/client/fs/ls/a+b");
        assertThat(request.text("path")).isEqualTo("/main x");
        assertThat(request.text("follow")).isEmpty();
        assertThat(request.text("n")).isEqualTo("1");
        assertThat(request.text("bad")).isEqualTo("%zz");
    }
}
