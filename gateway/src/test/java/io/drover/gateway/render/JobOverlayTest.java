package io.drover.gateway.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.JobOverlayEncoder;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class JobOverlayTest {
    private static final byte[] DOCUMENT = ("{\"Dispatched\":false,\"ID\":\"work\",\"Meta\":null,\"Name\":\"work\","
                    + "\"ParentID\":\"\",\"Payload\":null,\"Periodic\":{\"Spec\":\"@daily\"},\"Priority\":50,"
                    + "\"TaskGroups\":[{\"Count\":1,\"Name\":\"a\"},{\"Count\":2,\"Name\":\"b\"}]}")
            .getBytes(StandardCharsets.UTF_8);

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final JobOverlayEncoder overlay = new JobOverlayEncoder();

    @Test
    void shouldLeaveADocumentWithoutOverlayAlone() {
        assertThat(JobOverlay.apply(DOCUMENT, new byte[0], "work")).isSameAs(DOCUMENT);
    }

    @Test
    void shouldChangeCounts() {
        begin(false, false, 0);
        overlay.countsCount(2).next().desiredCount(7).next().desiredCount(0);
        overlay.metaCount(0);
        overlay.parentId("").token("").putPayload(new byte[0], 0, 0);

        assertThat(apply("work"))
                .contains("\"ID\":\"work\"")
                .contains("{\"Count\":7,\"Name\":\"a\"},{\"Count\":0,\"Name\":\"b\"}");
    }

    @Test
    void shouldMakeADispatch() {
        begin(true, false, 70);
        overlay.countsCount(0);
        overlay.metaCount(1).next().key("who").value("me");
        overlay.parentId("work").token("t").putPayload("hello".getBytes(StandardCharsets.UTF_8), 0, 5);

        assertThat(apply("work/dispatch-1"))
                .contains("\"ID\":\"work/dispatch-1\"")
                .contains("\"Name\":\"work/dispatch-1\"")
                .contains("\"ParentID\":\"work\"")
                .contains("\"Dispatched\":true")
                .contains("\"DispatchIdempotencyToken\":\"t\"")
                .contains("\"Meta\":{\"who\":\"me\"}")
                .contains("\"Priority\":70")
                .contains("\"Payload\":\"aGVsbG8=\"")
                .contains("\"Periodic\":{");
    }

    @Test
    void shouldCompressAPayloadForNodes() {
        begin(true, false, 0);
        overlay.countsCount(0);
        overlay.metaCount(0);
        overlay.parentId("work").token("").putPayload("hello".getBytes(StandardCharsets.UTF_8), 0, 5);

        // Length 5, a literal of 5 bytes, "hello".
        assertThat(new String(JobOverlay.applyForNode(DOCUMENT, bytes(), "work/1"), StandardCharsets.UTF_8))
                .contains("\"Payload\":\"BRBoZWxsbw==\"");
    }

    @Test
    void shouldMakeALaunch() {
        begin(false, true, 0);
        overlay.countsCount(0);
        overlay.metaCount(0);
        overlay.parentId("work").token("").putPayload(new byte[0], 0, 0);

        assertThat(apply("work/periodic-1"))
                .contains("\"ID\":\"work/periodic-1\"")
                .contains("\"ParentID\":\"work\"")
                .contains("\"Dispatched\":false")
                .contains("\"Periodic\":null");
    }

    private void begin(final boolean isDispatched, final boolean isLaunched, final int priority) {
        overlay.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .isDispatched(isDispatched ? Bool.YES : Bool.NO)
                .isLaunched(isLaunched ? Bool.YES : Bool.NO)
                .priority(priority);
    }

    private String apply(final String jobId) {
        return new String(JobOverlay.apply(DOCUMENT, bytes(), jobId), StandardCharsets.UTF_8);
    }

    private byte[] bytes() {
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + overlay.encodedLength()];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
