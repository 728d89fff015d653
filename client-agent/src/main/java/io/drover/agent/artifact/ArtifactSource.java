package io.drover.agent.artifact;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A URL with what it says to the downloader rather than to the server.
 *
 * @param uri what is asked for.
 * @param fileName the last part of its path.
 * @param archive the kind of archive to unpack, empty for none.
 * @param checksum {@code type:hex}, or empty.
 * @param subdirectory the part of an archive that is wanted, empty for all of it.
 */
record ArtifactSource(URI uri, String fileName, String archive, String checksum, String subdirectory) {
    private static final String[] ARCHIVES = {
        "tar.bz2", "tar.gz", "tar.xz", "tar.zst", "tbz2", "tgz", "txz", "tzst", "tar", "zip", "bz2", "gz", "xz", "zst"
    };

    /** Takes the parts of a URL and the options apart; options count more than what the URL says. */
    static ArtifactSource of(final String source, final Map<String, String> options) throws IOException {
        final String url = source.startsWith("http::") || source.startsWith("https::")
                ? source.substring(source.indexOf("::") + 2)
                : source;
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            final int colon = url.indexOf(':');
            throw new IOException(
                    "download not supported for scheme \"" + (colon < 0 ? "file" : url.substring(0, colon)) + "\"");
        }
        final int question = url.indexOf('?');
        String address = question < 0 ? url : url.substring(0, question);
        final Map<String, String> query = parameters(question < 0 ? "" : url.substring(question + 1));
        query.putAll(options);
        String subdirectory = "";
        final int inside = address.indexOf("//", address.indexOf("://") + 3);
        if (inside >= 0) {
            subdirectory = address.substring(inside + 2);
            address = address.substring(0, inside);
        }
        final String named = query.remove("filename");
        final String fileName =
                named == null || named.isEmpty() ? address.substring(address.lastIndexOf('/') + 1) : named;
        if (fileName.isEmpty() || fileName.equals("..") || fileName.equals(".") || fileName.indexOf('/') >= 0) {
            throw new IOException("the source names no file");
        }
        final String archive = query.remove("archive");
        final String checksum = query.remove("checksum");
        try {
            return new ArtifactSource(
                    new URI(address + text(query)),
                    fileName,
                    kind(archive, address),
                    checksum == null ? "" : checksum,
                    subdirectory);
        } catch (final URISyntaxException e) {
            throw new IOException("the source is no URL: " + e.getMessage(), e);
        }
    }

    private static String kind(final @Nullable String asked, final String address) {
        if (asked != null && !asked.isEmpty()) {
            return switch (asked) {
                case "false", "0", "f", "F", "FALSE", "False" -> "";
                default -> asked;
            };
        }
        for (final String kind : ARCHIVES) {
            if (address.endsWith("." + kind)) {
                return kind;
            }
        }
        return "";
    }

    private static Map<String, String> parameters(final String query) {
        final Map<String, String> parameters = new TreeMap<>();
        for (final String pair : query.split("&", -1)) {
            final int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                parameters.put(
                        URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8),
                        equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static String text(final Map<String, String> query) {
        final StringBuilder text = new StringBuilder();
        query.forEach((name, value) -> text.append(text.isEmpty() ? '?' : '&')
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return text.toString();
    }
}
