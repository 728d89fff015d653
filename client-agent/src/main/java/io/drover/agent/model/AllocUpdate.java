package io.drover.agent.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent knows of an allocation; each one is complete, so only the newest of an allocation matters.
 *
 * @param allocId the allocation.
 * @param version raised with every update of this agent process; the highest one of an allocation wins.
 * @param clientStatus its status.
 * @param clientDescription a sentence about the status.
 * @param taskStates API object, task name to state, UTF-8 JSON. Not to be changed.
 * @param health verdict for its deployment, {@code null} as long as there is none.
 * @param networkStatus its network.
 * @param services registrations that should exist for it right now.
 */
@SuppressWarnings("ArrayRecordComponent")
public record AllocUpdate(
        String allocId,
        long version,
        ClientStatus clientStatus,
        String clientDescription,
        byte[] taskStates,
        @Nullable DeploymentHealth health,
        NetworkStatus networkStatus,
        List<ServiceRegistration> services) {
    /** Copies the list. */
    public AllocUpdate {
        services = List.copyOf(services);
    }
}
