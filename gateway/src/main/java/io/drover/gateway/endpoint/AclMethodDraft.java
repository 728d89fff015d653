package io.drover.gateway.endpoint;

import io.drover.gateway.acl.AccessSettings;
import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An auth method as it was sent. What it leaves out stays as it is stored.
 *
 * @param name its name.
 * @param sent type, locality, format of names and the default mark.
 * @param ttlNs longest life of the tokens that it makes.
 * @param config its configuration in full, null when none was sent.
 * @param clientSecret the secret towards the provider, in clear; empty when none was sent.
 */
record AclMethodDraft(
        String name, JsonObject sent, long ttlNs, @Nullable JsonObject config, String clientSecret) {
    private static final String REDACTED = "redacted";
    private static final String NAME_FORMAT = "${auth_method_type}-${auth_method_name}";
    private static final String[] LISTS = {
        "AllowedRedirectURIs",
        "BoundAudiences",
        "BoundIssuer",
        "DiscoveryCaPem",
        "JWTValidationPubKeys",
        "OIDCScopes",
        "SigningAlgs"
    };

    static AclMethodDraft read(final RequestBody body) throws HttpProblem {
        final JsonObject sent = new JsonObject()
                .put("Type", body.text("Type"))
                .put("TokenLocality", body.text("TokenLocality"))
                .put("TokenNameFormat", body.text("TokenNameFormat"))
                .put("Default", body.flag("Default"));
        final long ttlNs = AclTokenWrites.duration(body.value("MaxTokenTTL"));
        if (!body.isSet("Config")) {
            return new AclMethodDraft(body.text("Name"), sent, ttlNs, null, "");
        }
        final RequestBody config = body.object("Config", "structs.ACLAuthMethodConfig");
        final String secret = config.text("OIDCClientSecret");
        return new AclMethodDraft(
                body.text("Name"), sent, ttlNs, config(config), secret.equals(REDACTED) ? "" : secret);
    }

    private static JsonObject config(final RequestBody sent) throws HttpProblem {
        final JsonObject config = new JsonObject();
        for (final String list : LISTS) {
            config.put(list, sent.isSet(list) ? JsonArray.ofStrings(sent.texts(list)) : JsonNull.NULL);
        }
        for (final String map : List.of("ClaimMappings", "ListClaimMappings")) {
            config.put(map, sent.isSet(map) ? sent.textMap(map) : JsonNull.NULL);
        }
        for (final String text : List.of("JWKSCACert", "JWKSURL", "OIDCClientID", "OIDCDiscoveryURL")) {
            config.put(text, sent.text(text));
        }
        for (final String flag : List.of("OIDCDisableUserInfo", "OIDCEnablePKCE", "VerboseLogging")) {
            config.put(flag, sent.flag(flag));
        }
        for (final String duration : List.of("ClockSkewLeeway", "ExpirationLeeway", "NotBeforeLeeway")) {
            final JsonValue value = sent.value(duration);
            final long ns = value.equals(new JsonString("")) ? 0 : AclTokenWrites.duration(value);
            config.put(duration, ns == 0 ? "" : GoDuration.format(ns));
        }
        return config.put("OIDCClientAssertion", sent.value("OIDCClientAssertion"))
                .put("OIDCClientSecret", sent.text("OIDCClientSecret").isEmpty() ? "" : REDACTED);
    }

    /** The document to be stored, or a refusal. */
    JsonObject complete(final @Nullable AclEntry existing, final AccessSettings settings) throws HttpProblem {
        final JsonObject before = existing == null ? new JsonObject() : existing.document();
        final String format = orStored("TokenNameFormat", before);
        final JsonObject stored = before.object("Config");
        final JsonObject effective = config == null ? stored : config;
        final String type = orStored("Type", before);
        final String locality = orStored("TokenLocality", before);
        final List<String> errors = new ArrayList<>();
        if (!AclPolicyEndpoint.NAME.matcher(name).matches()) {
            errors.add("invalid name '" + name + "'");
        }
        if (!locality.equals("local") && !locality.equals("global")) {
            errors.add("invalid token locality '" + locality + "'");
        }
        if (!type.equals("OIDC") && !type.equals("JWT")) {
            errors.add("invalid token type '" + type + "'");
        }
        final String ttl = ttlNs == 0 && existing != null ? before.text("MaxTokenTTL") : GoDuration.format(ttlNs);
        if ((ttlNs != 0 || existing == null)
                && (ttlNs < settings.expirationMinNs() || ttlNs > settings.expirationMaxNs())) {
            errors.add("invalid MaxTokenTTL value '" + ttl + "' (should be between "
                    + GoDuration.format(settings.expirationMinNs()) + " and "
                    + GoDuration.format(settings.expirationMaxNs()) + ")");
        }
        checkConfig(type, effective, errors);
        if (!errors.isEmpty()) {
            throw new HttpProblem(400, "auth method 0 invalid: " + ErrorTexts.list(errors));
        }
        final String now = Instant.now().toString();
        return new JsonObject()
                .put("Type", type)
                .put("TokenLocality", locality)
                .put("TokenNameFormat", format.isEmpty() ? NAME_FORMAT : format)
                .put("MaxTokenTTL", ttl)
                .put("Default", sent.flag("Default"))
                .put("Config", effective == null ? JsonNull.NULL : effective.copy())
                .put("CreateTime", existing == null ? now : before.text("CreateTime"))
                .put("ModifyTime", now);
    }

    private String orStored(final String field, final JsonObject before) {
        return sent.text(field).isEmpty() ? before.text(field) : sent.text(field);
    }

    private static void checkConfig(final String type, final @Nullable JsonObject config, final List<String> errors) {
        if (config == null) {
            errors.add("invalid config: missing auth method Config");
        } else if (type.equals("OIDC")) {
            if (config.text("OIDCDiscoveryURL").isEmpty()) {
                errors.add("invalid config: missing OIDCDiscoveryURL");
            }
            if (config.text("OIDCClientID").isEmpty()) {
                errors.add("invalid config: missing OIDCClientID");
            }
        } else if (type.equals("JWT")
                && config.text("OIDCDiscoveryURL").isEmpty()
                && config.text("JWKSURL").isEmpty()
                && config.texts("JWTValidationPubKeys").isEmpty()) {
            errors.add("invalid config: JWT auth method requires either OIDCDiscoveryURL, or JWKS URL, or "
                    + "JWTValidationPubKeys set");
        }
    }
}
