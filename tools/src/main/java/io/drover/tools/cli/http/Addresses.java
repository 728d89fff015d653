package io.drover.tools.cli.http;

import java.net.URI;
import java.util.Locale;

/** Checks of server addresses, worded as the reference client words them. */
final class Addresses {
    private Addresses() {}

    /** Refuses an address that is no URL at all. */
    static void check(final String address) throws ApiException {
        final int scheme = address.indexOf("://");
        final String host = scheme < 0 ? "" : address.substring(scheme + 3);
        if (host.startsWith("[") && host.indexOf(']') < 0) {
            throw invalid(address, "missing ']' in host");
        }
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) <= ' ' || address.charAt(i) == 0x7f) {
                throw invalid(address, "invalid character in URL");
            }
        }
    }

    /** Refuses a request that is neither http nor https. */
    static void requireHttp(final String method, final String address) throws ApiException {
        final int colon = address.indexOf("://");
        final String scheme = colon < 0 ? "" : address.substring(0, colon);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            final int path = address.indexOf("/v1/");
            final String shown = colon < 0 && path > 0 ? address.substring(path) : address;
            throw ApiException.transport(method.charAt(0)
                    + method.substring(1).toLowerCase(Locale.ROOT)
                    + " \"" + shown + "\": unsupported protocol scheme \"" + scheme + '"');
        }
    }

    /** Such as {@code 127.0.0.1:4646}, with the scheme's port when the address has none. */
    static String hostAndPort(final String address) {
        final URI uri = URI.create(address);
        final int port = uri.getPort() < 0 ? (address.startsWith("https") ? 443 : 80) : uri.getPort();
        return uri.getHost() + ":" + port;
    }

    private static ApiException invalid(final String address, final String problem) {
        return ApiException.transport("invalid address '" + address + "': parse \"" + address + "\": " + problem);
    }
}
