package io.drover.sbe;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.command.CollectGarbageDecoder;
import io.drover.sbe.command.CollectGarbageEncoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CommandCodecTest {
    @Test
    void shouldReadBackWhatItWrote() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        new CollectGarbageEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .sessionSequence(42);

        final CollectGarbageDecoder decoder =
                new CollectGarbageDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());

        assertThat(decoder.sessionSequence()).isEqualTo(42);
    }
}
