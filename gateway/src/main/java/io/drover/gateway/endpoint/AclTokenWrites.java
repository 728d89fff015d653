package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Access;
import io.drover.gateway.acl.AccessSettings;
import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.acl.PolicyBook;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads tokens that are sent, and makes or changes them. */
final class AclTokenWrites {
    private static final int NAME_LENGTH_MAX = 256;

    private final GatewayContext context;
    private final AclTokens tokens;

    AclTokenWrites(final GatewayContext context, final AclTokens tokens) {
        this.context = context;
        this.tokens = tokens;
    }

    /** Makes a token, or changes that of the path or body. */
    void upsert(final Call call, final String pathAccessor) throws HttpProblem {
        final RequestBody body = RequestBody.of(call, "structs.ACLToken");
        final String accessor = body.text("AccessorID");
        if (!pathAccessor.isEmpty() && !pathAccessor.equals(accessor)) {
            throw new HttpProblem(400, "ACL token accessor does not match request path");
        }
        if (accessor.isEmpty()) {
            call.when(
                    context.access().book(),
                    book -> store(call, body, book, AclTokens.newId(), AclTokens.newId(), null));
            return;
        }
        tokens.entries().fetch(call, accessor, existing -> {
            final String secret = body.text("SecretID");
            // Both ids of a token that is not there: it is brought from elsewhere.
            final boolean isBrought =
                    existing == null && pathAccessor.isEmpty() && Access.isUuid(secret) && Access.isUuid(accessor);
            if (existing == null && !isBrought) {
                throw new HttpProblem(400, "cannot find token " + accessor);
            }
            call.when(
                    context.access().book(),
                    book -> store(call, body, book, accessor, existing == null ? secret : "", existing));
        });
    }

    private void store(
            final Call call,
            final RequestBody body,
            final PolicyBook book,
            final String accessor,
            final String secret,
            final @Nullable AclEntry existing)
            throws HttpProblem {
        final Set<String> policies = new LinkedHashSet<>(body.texts("Policies"));
        final JsonArray roles = roles(body.value("Roles"), book);
        final boolean isManagement = body.text("Type").equals("management");
        final JsonObject document = AclTokens.document(
                body.text("Name"),
                isManagement,
                isManagement && policies.isEmpty() ? JsonNull.NULL : JsonArray.ofStrings(policies),
                body.isSet("Roles") && !roles.isEmpty() ? roles : JsonNull.NULL,
                body.flag("Global"));
        final List<String> errors = new ArrayList<>();
        if (body.text("Name").length() > NAME_LENGTH_MAX) {
            errors.add("token name too long");
        }
        switch (body.text("Type")) {
            case "client" -> {
                if (policies.isEmpty() && roles.isEmpty()) {
                    errors.add("client token missing policies or roles");
                }
            }
            case "management" -> {
                if (!policies.isEmpty() || !roles.isEmpty()) {
                    errors.add("management token cannot be associated with policies or roles");
                }
            }
            default -> errors.add("token type must be client or management");
        }
        final long expiresMs = existing == null
                ? expiration(body, document, context.access().settings(), errors)
                : keepExpiration(existing, body, document, errors);
        if (!errors.isEmpty()) {
            throw new HttpProblem(400, "token 0 invalid: " + ErrorTexts.list(errors));
        }
        tokens.store(
                call,
                new AclTokens.Draft(accessor, secret, document, expiresMs, existing),
                shown -> call.index(shown.index()).reply(call.json().value(shown.token())));
    }

    /** Ids of the linked roles, which are named by id or by name. */
    private static JsonArray roles(final JsonValue sent, final PolicyBook book) throws HttpProblem {
        final Set<String> ids = new LinkedHashSet<>();
        if (sent instanceof JsonArray links) {
            for (final JsonObject link : links.objects()) {
                final String id = link.text("ID");
                final AclEntry role = id.isEmpty() ? book.roleNamed(link.text("Name")) : book.role(id);
                if (role == null) {
                    throw new HttpProblem(400, "cannot find role " + (id.isEmpty() ? link.text("Name") : id));
                }
                ids.add(role.key());
            }
        }
        return JsonArray.ofStrings(ids);
    }

    private static long expiration(
            final RequestBody body, final JsonObject document, final AccessSettings settings, final List<String> errors)
            throws HttpProblem {
        final long ttlNs = ttl(body.value("ExpirationTTL"));
        if (ttlNs < 0) {
            errors.add("token expiration TTL '" + GoDuration.format(ttlNs) + "' should not be negative");
            return 0;
        }
        final Instant now = Instant.parse(document.text("CreateTime"));
        final Instant at = ttlNs > 0 ? now.plusNanos(ttlNs) : instant(body);
        if (at == null) {
            return 0;
        }
        if (at.isBefore(now)) {
            errors.add("expiration time cannot be before create time");
            return 0;
        }
        final long inNs = ttlNs > 0 ? ttlNs : Duration.between(now, at).toNanos();
        if (inNs > settings.expirationMaxNs()) {
            errors.add("expiration time cannot be more than " + GoDuration.format(settings.expirationMaxNs())
                    + " in the future (was " + GoDuration.format(inNs) + ")");
        }
        if (inNs < settings.expirationMinNs()) {
            errors.add("expiration time cannot be less than " + GoDuration.format(settings.expirationMinNs())
                    + " in the future (was " + GoDuration.format(inNs) + ")");
        }
        return AclTokens.expire(document, at, ttlNs > 0 ? GoDuration.format(ttlNs) : "");
    }

    private static long keepExpiration(
            final AclEntry existing, final RequestBody body, final JsonObject document, final List<String> errors)
            throws HttpProblem {
        final JsonObject before = existing.document();
        if (before.flag("Global") != body.flag("Global")) {
            errors.add("cannot toggle global mode");
        }
        final long ttlNs = ttl(body.value("ExpirationTTL"));
        if (ttlNs != 0 && !GoDuration.format(ttlNs).equals(before.text("ExpirationTTL"))) {
            errors.add("cannot update expiration TTL");
        }
        for (final String kept : List.of("CreateTime", "ExpirationTime", "ExpirationTTL")) {
            document.put(kept, before.value(kept));
        }
        return existing.expiresMs();
    }

    private static @Nullable Instant instant(final RequestBody body) throws HttpProblem {
        final String text = body.text("ExpirationTime");
        if (text.isEmpty() || text.startsWith("0001-01-01")) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (final DateTimeParseException ex) {
            throw new HttpProblem(400, "parsing time \"" + text + "\": expected a time like 2006-01-02T15:04:05Z");
        }
    }

    /** A life, which clients that read a token send back as an empty text when it has none. */
    private static long ttl(final JsonValue sent) throws HttpProblem {
        return sent instanceof JsonString text && text.value().isEmpty() ? 0 : duration(sent);
    }

    /** A duration as text or as nanoseconds, 0 when it was not sent. */
    static long duration(final JsonValue sent) throws HttpProblem {
        if (sent instanceof JsonNumber number) {
            return number.longValue();
        }
        if (!(sent instanceof JsonString text)) {
            return 0;
        }
        final OptionalLong ns = io.drover.gateway.http.GoDuration.parseNs(text.value());
        if (ns.isEmpty()) {
            throw new HttpProblem(400, "time: invalid duration \"" + text.value() + "\"");
        }
        return ns.getAsLong();
    }
}
