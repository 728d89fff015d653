package io.drover.tools.cli.http;

/**
 * Files and switches for connections with TLS; empty texts mean not set.
 *
 * @param caCert a file with certificates of authorities.
 * @param caPath a folder of such files.
 * @param clientCert this client's certificate.
 * @param clientKey the key of that certificate.
 * @param serverName the name that the server's certificate must carry, when it is not the address's host.
 * @param isInsecure accepts any certificate.
 */
public record TlsSettings(
        String caCert, String caPath, String clientCert, String clientKey, String serverName, boolean isInsecure) {}
