package io.drover.tools.cli.acl;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.KeyValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One auth method with its configuration. */
final class MethodText {
    private MethodText() {}

    static String of(final Doc method) {
        final KeyValues facts = new KeyValues()
                .add("Name", method.text("Name"))
                .add("Type", method.text("Type"))
                .add("Locality", method.text("TokenLocality"))
                .add("Max Token TTL", method.text("MaxTokenTTL"))
                .add("Token Name Format", method.text("TokenNameFormat"))
                .add("Default", method.isTrue("Default"))
                .add("Create Index", method.number("CreateIndex"))
                .add("Modify Index", method.number("ModifyIndex"));
        return facts + "\n\nAuth Method Config\n\n" + configuration(method.get("Config"));
    }

    private static String configuration(final Doc config) {
        return new KeyValues()
                .add("JWT Validation Public Keys", list(config, "JWTValidationPubKeys"))
                .add("JWKS URL", config.text("JWKSURL"))
                .add("OIDC Discovery URL", config.text("OIDCDiscoveryURL"))
                .add("OIDC Client ID", config.text("OIDCClientID"))
                .add("OIDC Client Secret", config.text("OIDCClientSecret"))
                .add("OIDC Enable PKCE", config.isTrue("OIDCEnablePKCE"))
                .add("OIDC Disable UserInfo", config.isTrue("OIDCDisableUserInfo"))
                .add("OIDC Scopes", list(config, "OIDCScopes"))
                .add("Bound audiences", list(config, "BoundAudiences"))
                .add("Bound issuer", list(config, "BoundIssuer"))
                .add("Allowed redirects URIs", list(config, "AllowedRedirectURIs"))
                .add("Discovery CA pem", list(config, "DiscoveryCaPem"))
                .add("JWKS CA cert", config.text("JWKSCACert"))
                .add("Signing algorithms", list(config, "SigningAlgs"))
                .add("Expiration Leeway", duration(config, "ExpirationLeeway"))
                .add("NotBefore Leeway", duration(config, "NotBeforeLeeway"))
                .add("ClockSkew Leeway", duration(config, "ClockSkewLeeway"))
                .add("Claim mappings", pairs(config.get("ClaimMappings")))
                .add("List claim mappings", pairs(config.get("ListClaimMappings")))
                .toString();
    }

    private static String list(final Doc config, final String name) {
        return String.join(",", config.get(name).texts()).strip();
    }

    private static String duration(final Doc config, final String name) {
        final String text = config.text(name);
        return text.isEmpty() ? "0s" : text;
    }

    private static String pairs(final Doc map) {
        final List<String> pairs = new ArrayList<>();
        for (final Map.Entry<String, Doc> pair : map.fields().entrySet()) {
            pairs.add('{' + pair.getKey() + ": " + pair.getValue().text() + '}');
        }
        return String.join("; ", pairs);
    }
}
