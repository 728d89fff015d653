package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.HttpProblem;
import java.util.UUID;

/** Reads ids and prefixes of ids from requests, with the error texts that clients know. */
final class Ids {
    private static final int LENGTH = 36;
    private static final int HYPHENS_MAX = 4;
    private static final int HEX_DIGITS = 32;

    private Ids() {}

    /**
     * A whole id.
     *
     * @param what it is the id of, as the error text says it; empty when it does not say so.
     */
    static UUID parse(final String text, final String what) throws HttpProblem {
        if (text.length() != LENGTH) {
            throw problem(what, "UUID must be 36 characters");
        }
        return padded(digits(text, what));
    }

    /** Narrows a list to ids with this prefix. */
    static QueryRequest prefix(final QueryRequest request, final String text, final String what) throws HttpProblem {
        if (text.isEmpty()) {
            return request;
        }
        if (text.length() > LENGTH) {
            throw problem(what, "Invalid UUID length. UUID have 36 characters; got " + text.length());
        }
        final String digits = digits(text, what);
        if (digits.length() > HEX_DIGITS) {
            throw problem(what, "Invalid UUID length. UUID have 36 characters; got " + text.length());
        }
        return request.id(padded(digits)).idPrefixBits(digits.length() * 4);
    }

    private static String digits(final String text, final String what) throws HttpProblem {
        final long hyphens = text.chars().filter(c -> c == '-').count();
        if (hyphens > HYPHENS_MAX) {
            throw problem(what, "UUID should have maximum of 4 \"-\"; got " + hyphens);
        }
        final String digits = text.replace("-", "");
        if (digits.length() % 2 != 0) {
            throw problem(what, "Input (without hyphens) must be even length");
        }
        for (int i = 0; i < digits.length(); i++) {
            final char c = digits.charAt(i);
            if (Character.digit(c, 16) < 0 || c > 'f') {
                throw problem(what, String.format("Invalid UUID: encoding/hex: invalid byte: U+%04X '%c'", (int) c, c));
            }
        }
        return digits;
    }

    private static UUID padded(final String digits) {
        final String all = (digits + "0".repeat(HEX_DIGITS)).substring(0, HEX_DIGITS);
        return new UUID(
                Long.parseUnsignedLong(all.substring(0, 16), 16), Long.parseUnsignedLong(all.substring(16), 16));
    }

    private static HttpProblem problem(final String what, final String text) {
        return new HttpProblem(500, (what.isEmpty() ? "" : what + " lookup failed: ") + "index error: " + text);
    }
}
