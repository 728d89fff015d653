package io.drover.tools.cli.http;

/**
 * Where a server is and how to speak to it, from flags and environment.
 *
 * @param address such as {@code http://127.0.0.1:4646}, without a slash at its end.
 * @param region empty for the server's own.
 * @param namespace empty for the default one.
 * @param token the secret to send; never printed.
 * @param basicAuth {@code user:password}, or empty; never printed.
 * @param tls certificates for addresses with https.
 */
public record ApiSettings(
        String address, String region, String namespace, String token, String basicAuth, TlsSettings tls) {
    @Override
    public String toString() {
        return "ApiSettings[" + address + "]";
    }
}
