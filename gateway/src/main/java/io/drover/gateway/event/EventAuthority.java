package io.drover.gateway.event;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.acl.Capabilities;
import java.util.Collection;

/** Which topics a caller may follow at all, and which events of them it is shown. */
record EventAuthority(Authority authority) {
    /** Whether every topic may be followed in the namespace, which may stand for all. */
    boolean allowsTopics(final Collection<String> topics, final String namespace) {
        return authority.isManagement() || topics.stream().allMatch(topic -> allowsTopic(topic, namespace));
    }

    private boolean allowsTopic(final String topic, final String namespace) {
        return switch (topic) {
            case "Job", "Evaluation", "Allocation", "Deployment", "Service", "CSIPlugin" ->
                authority.allows(namespace, Capabilities.READ_JOB);
            case "HostVolume" -> authority.allows(namespace, "host-volume-read");
            case "CSIVolume" -> authority.allows(namespace, "csi-read-volume");
            case "Node" -> authority.reads("node");
            case "Operator" -> authority.reads("operator");
            case "Variable" -> authority.mayListVariables(namespace);
            default -> false;
        };
    }

    /** Whether an event of a topic that may be followed is shown. */
    boolean shows(final Event event) {
        if (authority.isManagement() || event.namespace().isEmpty()) {
            return true;
        }
        return switch (event.topic()) {
            case "Variable" -> authority.allowsVariable(event.namespace(), event.key(), "list");
            case "HostVolume" -> authority.allows(event.namespace(), "host-volume-read");
            case "CSIVolume" -> authority.allows(event.namespace(), "csi-read-volume");
            default -> authority.allows(event.namespace(), Capabilities.READ_JOB);
        };
    }
}
