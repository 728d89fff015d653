package io.drover.gateway.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All policies and roles at one moment, and what they make of callers. Immutable but for what it compiled; for all threads. */
public final class PolicyBook {
    private static final int COMPILED_MAX = 10_000;

    private final Map<String, AclEntry> policies = new LinkedHashMap<>();
    private final Map<String, PolicyRules> rules = new LinkedHashMap<>();
    private final Map<String, AclEntry> roles = new LinkedHashMap<>();
    private final Map<List<String>, Authority> compiled = new ConcurrentHashMap<>();

    private PolicyBook() {}

    static PolicyBook of(final List<AclEntry> policies, final List<AclEntry> roles) {
        final PolicyBook book = new PolicyBook();
        for (final AclEntry policy : policies) {
            book.policies.put(policy.key(), policy);
            try {
                book.rules.put(
                        policy.key(), PolicyParser.parse(policy.document().text("Rules")));
            } catch (final AccessException ex) {
                // It was readable when it was written; if it is not any more it grants nothing.
                book.rules.put(policy.key(), PolicyRules.NONE);
            }
        }
        roles.forEach(role -> book.roles.put(role.key(), role));
        return book;
    }

    /** A policy by its name. */
    public @Nullable AclEntry policy(final String name) {
        return policies.get(name);
    }

    /** A role by its id. */
    public @Nullable AclEntry role(final String id) {
        return roles.get(id);
    }

    /** A role by its name. */
    public @Nullable AclEntry roleNamed(final String name) {
        for (final AclEntry role : roles.values()) {
            if (role.alias().equals(name)) {
                return role;
            }
        }
        return null;
    }

    Caller ofToken(final AclEntry token) {
        final JsonObject document = token.document();
        if (document.text("Type").equals("management")) {
            return new Caller(Caller.Kind.TOKEN, Authority.management(), token, List.of());
        }
        final Set<String> names = new LinkedHashSet<>(document.texts("Policies"));
        for (final String id : document.texts("Roles")) {
            final AclEntry role = roles.get(id);
            if (role != null) {
                names.addAll(role.document().texts("Policies"));
            }
        }
        return caller(Caller.Kind.TOKEN, token, names);
    }

    Caller caller(final Caller.Kind kind, final @Nullable AclEntry token, final Collection<String> names) {
        final List<String> found = names.stream().filter(rules::containsKey).toList();
        if (compiled.size() >= COMPILED_MAX) {
            compiled.clear();
        }
        final Authority authority = compiled.computeIfAbsent(
                found, ignored -> Authority.of(found.stream().map(this::rulesOf).toList()));
        return new Caller(kind, authority, token, found);
    }

    /** A workload has the policies that are bound to its namespace, its job, its group or its task, and no other. */
    Caller ofWorkload(final WorkloadClaims claims) {
        final List<String> names = new ArrayList<>();
        for (final AclEntry policy : policies.values()) {
            final JsonObject bound = policy.document().object("JobACL");
            if (bound != null && isBound(bound, claims)) {
                names.add(policy.key());
            }
        }
        final Authority authority =
                Authority.of(names.stream().map(this::rulesOf).toList(), claims);
        return new Caller(Caller.Kind.WORKLOAD, authority, null, names);
    }

    private PolicyRules rulesOf(final String name) {
        return rules.getOrDefault(name, PolicyRules.NONE);
    }

    private static boolean isBound(final JsonObject bound, final WorkloadClaims claims) {
        return bound.text("Namespace").equals(claims.namespace())
                && isUnsetOr(bound.text("JobID"), claims.jobId())
                && isUnsetOr(bound.text("Group"), claims.group())
                && isUnsetOr(bound.text("Task"), claims.task());
    }

    private static boolean isUnsetOr(final String bound, final String claimed) {
        return bound.isEmpty() || bound.equals(claimed);
    }
}
