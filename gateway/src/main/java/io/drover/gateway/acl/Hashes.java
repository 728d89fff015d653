package io.drover.gateway.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;

/** Digests of what users set in entries of access control, by which clients see whether two are the same. */
public final class Hashes {
    private Hashes() {}

    /** Of a policy. */
    public static String ofPolicy(final String name, final JsonObject document) {
        final Blake2b hash =
                new Blake2b().add(name).add(document.text("Description")).add(document.text("Rules"));
        final JsonObject bound = document.object("JobACL");
        if (bound != null) {
            hash.add(bound.text("Namespace"))
                    .add(bound.text("JobID"))
                    .add(bound.text("Group"))
                    .add(bound.text("Task"));
        }
        return hash.digest();
    }

    /** Of a token. */
    public static String ofToken(final JsonObject document) {
        final Blake2b hash = new Blake2b().add(document.text("Name")).add(document.text("Type"));
        document.texts("Policies").forEach(hash::add);
        hash.add(document.flag("Global") ? "global" : "local");
        document.texts("Roles").forEach(hash::add);
        return hash.digest();
    }

    /** Of anything else: texts in their order. */
    public static String of(final List<String> texts) {
        final Blake2b hash = new Blake2b();
        texts.forEach(hash::add);
        return hash.digest();
    }
}
