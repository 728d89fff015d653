package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.Map;

/** What a caller must be allowed for a job that it submits: the namespace, and the volumes that the job mounts. */
final class JobAccess {
    private JobAccess() {}

    /**
     * Refuses a job that the caller may not submit.
     *
     * @param job with its namespace.
     * @param finer the capability that is enough beside that to submit.
     */
    static void requireSubmission(final Authority authority, final JsonObject job, final String finer)
            throws HttpProblem {
        final String namespace = job.text("Namespace");
        if (!authority.allows(namespace, Capabilities.SUBMIT_JOB, finer)) {
            throw HttpProblem.denied();
        }
        if (authority.isManagement()) {
            return;
        }
        for (final JsonObject group : job.objects("TaskGroups")) {
            final JsonObject volumes = group.object("Volumes");
            if (volumes != null && !mayMount(authority, namespace, volumes)) {
                throw HttpProblem.denied();
            }
        }
    }

    private static boolean mayMount(final Authority authority, final String namespace, final JsonObject volumes) {
        for (final Map.Entry<String, ?> entry : volumes.entries()) {
            final JsonObject volume = volumes.object(entry.getKey());
            if (volume == null) {
                continue;
            }
            final boolean isAllowed = switch (volume.text("Type")) {
                case "host" -> authority.allowsHostVolume(volume.text("Source"), volume.flag("ReadOnly"));
                case "csi" -> authority.allows(namespace, Capabilities.CSI_MOUNT_VOLUME) && authority.reads("plugin");
                default -> true;
            };
            if (!isAllowed) {
                return false;
            }
        }
        return true;
    }
}
