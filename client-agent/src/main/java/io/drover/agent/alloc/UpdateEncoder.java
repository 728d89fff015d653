package io.drover.agent.alloc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.agent.model.AllocUpdate;
import io.drover.agent.model.ClientStatus;
import io.drover.agent.model.NetworkStatus;
import io.drover.agent.task.TaskRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes the update of an allocation from the state of its runner. Owned by the event thread. */
public final class UpdateEncoder {
    private final JsonFactory factory = new JsonFactory();
    private long version;

    /** The allocation as it is now, with a version above all earlier ones. */
    public AllocUpdate encode(final AllocRunner alloc) {
        return new AllocUpdate(
                alloc.allocId(),
                ++version,
                alloc.clientStatus(),
                alloc.clientDescription(),
                taskStates(alloc),
                alloc.health(),
                new NetworkStatus("", "", "", alloc.group().dns()),
                alloc.registrations());
    }

    /** An allocation that cannot be run at all. */
    public AllocUpdate invalid(final String allocId, final String description) {
        return new AllocUpdate(
                allocId,
                ++version,
                ClientStatus.FAILED,
                description,
                "{}".getBytes(StandardCharsets.UTF_8),
                null,
                new NetworkStatus("", "", "", MissingNode.getInstance()),
                List.of());
    }

    private byte[] taskStates(final AllocRunner alloc) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.writeStartObject();
            for (final TaskRunner task : alloc.tasks()) {
                json.writeFieldName(task.spec().name());
                task.state().writeTo(json);
            }
            json.writeEndObject();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
