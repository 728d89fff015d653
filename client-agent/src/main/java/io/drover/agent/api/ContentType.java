package io.drover.agent.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Guesses a content type from the first bytes, by the rules that browsers use too (WHATWG MIME sniffing), as far as they matter
 * for what tasks write.
 */
final class ContentType {
    /** More bytes are never looked at. */
    static final int LENGTH_MAX = 512;

    static final String BINARY = "application/octet-stream";
    static final String PLAIN = "text/plain; charset=utf-8";

    private static final List<String> HTML_STARTS = List.of(
            "<!DOCTYPE HTML",
            "<HTML",
            "<HEAD",
            "<SCRIPT",
            "<IFRAME",
            "<H1",
            "<DIV",
            "<FONT",
            "<TABLE",
            "<A",
            "<STYLE",
            "<TITLE",
            "<B",
            "<BODY",
            "<BR",
            "<P",
            "<!--");

    /** A signature and what it stands for. */
    private record Magic(String start, String type) {}

    private static final List<Magic> MAGICS = List.of(
            new Magic("%PDF-", "application/pdf"),
            new Magic("%!PS-Adobe-", "application/postscript"),
            new Magic("\u00fe\u00ff", "text/plain; charset=utf-16be"),
            new Magic("\u00ff\u00fe", "text/plain; charset=utf-16le"),
            new Magic("\u00ef\u00bb\u00bf", PLAIN),
            new Magic("\u0000\u0000\u0001\u0000", "image/x-icon"),
            new Magic("BM", "image/bmp"),
            new Magic("GIF87a", "image/gif"),
            new Magic("GIF89a", "image/gif"),
            new Magic("\u0089PNG\r\n\u001a\n", "image/png"),
            new Magic("\u00ff\u00d8\u00ff", "image/jpeg"),
            new Magic("ID3", "audio/mpeg"),
            new Magic("OggS\u0000", "application/ogg"),
            new Magic("\u001f\u008b\u0008", "application/x-gzip"),
            new Magic("PK\u0003\u0004", "application/zip"),
            new Magic("Rar!\u001a\u0007\u0000", "application/x-rar-compressed"),
            new Magic("\u0000asm", "application/wasm"));

    private ContentType() {}

    static String of(final byte[] start) {
        final String text = new String(start, 0, Math.min(start.length, LENGTH_MAX), StandardCharsets.ISO_8859_1);
        final String trimmed = text.stripLeading();
        if (isHtml(trimmed)) {
            return "text/html; charset=utf-8";
        }
        if (trimmed.startsWith("<?xml")) {
            return "text/xml; charset=utf-8";
        }
        for (final Magic magic : MAGICS) {
            if (text.startsWith(magic.start)) {
                return magic.type;
            }
        }
        return text.chars().anyMatch(ContentType::isBinary) ? BINARY : PLAIN;
    }

    /** A tag counts only when something ends its name. */
    private static boolean isHtml(final String text) {
        final String upper = text.toUpperCase(Locale.ROOT);
        for (final String tag : HTML_STARTS) {
            if (upper.startsWith(tag)
                    && (tag.endsWith("-")
                            || upper.length() > tag.length()
                                    && (upper.charAt(tag.length()) == ' ' || upper.charAt(tag.length()) == '>'))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBinary(final int b) {
        return b <= 0x08 || b == 0x0b || b >= 0x0e && b <= 0x1a || b >= 0x1c && b <= 0x1f;
    }
}
